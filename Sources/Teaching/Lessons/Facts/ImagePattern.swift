import Basics

/// An image reference, perhaps with wildcards, that Docker could accept: `registry:2.7.1`, `*:5000/testimage:*`.
struct ImagePattern: YAMLScalar {
  let glob: Glob

  static var expected: Phrase {
    Phrase(
      en:
        "an image reference as Docker writes it, such as `\"host:5000/name:tag\"`: no scheme, lower case, no blanks left",
      ja: "`\"host:5000/name:tag\"` のような Docker のイメージ名（スキームなし、小文字、未定義の空欄なし）")
  }

  init?(yaml text: String) {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:@*".contains($0)) }
    guard isPlain, !text.isEmpty, !text.contains("://"), !text.contains("//") else { return nil }
    guard let first = text.first, let last = text.last, !"-./:@".contains(first), !"./:@-".contains(last)
    else {
      return nil
    }
    var path = text.split(separator: "@")[0].split(separator: "/")
    if path.count > 1 { path.removeFirst() }
    let name = path.joined(separator: "/").split(separator: ":", maxSplits: 1).first ?? ""
    guard name == name.lowercased() else { return nil }
    glob = Glob(text)
  }
}
