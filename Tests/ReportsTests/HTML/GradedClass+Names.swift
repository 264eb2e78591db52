extension GradedClass {
  func name(_ place: Int) -> String {
    if place % 2 == 0 {
      return Self.surnames[place / 2 % Self.surnames.count] + " "
        + Self.givenNames[place / 3 % Self.givenNames.count]
    }
    return Self.firstNames[place / 2 % Self.firstNames.count] + " "
      + Self.familyNames[place / 5 % Self.familyNames.count]
  }

  private static let surnames = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田"]
  private static let givenNames = ["陽菜", "蓮", "結衣", "湊", "葵", "悠真", "さくら", "大翔", "美咲", "健太郎"]
  private static let firstNames = [
    "Ada", "Noor", "Émile", "Zoë", "Ivan", "Mehmet", "Aoife", "Łukasz", "Chloe", "مريم",
  ]
  private static let familyNames = [
    "Okafor", "Lindqvist", "van der Berg", "Nguyễn", "O’Neill", "Kowalska", "Haddad",
  ]

  static let hostile = [
    "<script>alert('x')</script>", "\"><img src=x onerror=alert(1)>", "Bob\u{202E}ecila",
    "\u{1B}[2JCleo\u{0}",
    String(repeating: "Wolfeschlegelsteinhausenbergerdorff", count: 12), "]]><!-- </style></title>",
  ]
}
