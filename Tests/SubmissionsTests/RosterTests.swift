import Basics
import TestSupport
import Testing

@testable import Submissions

struct RosterTests {
  private func roster(_ text: String) throws(RosterProblem) -> Roster {
    try Roster(reading: Array(text.utf8), path: "roster.csv")
  }

  @Test(arguments: [
    "learner,name\nada,Ada Lovelace\n", "name;id\nAda Lovelace;ada\n",
    "Name\tGitHub Username\nAda Lovelace\tada\n",
    "Student,ID,SIS Login ID,Section\nAda Lovelace,ada,x,1\n", "氏名,学籍番号\nAda Lovelace,ada\n",
    "\u{FEFF}First name,Surname,Username\nAda,Lovelace,ada\n",
  ])
  func `the learner's key is the first column that can be one, whoever saved the table`(text: String) throws {
    let rows = try roster(text).rows
    #expect(rows.map(\.learner) == ["ada"])
    #expect(rows.first.map { FoldedName.parts(of: $0.name ?? "") } == ["ada", "lovelace"])
    #expect(rows.first?.line == 2)
  }

  @Test func `mail, language and every other column are kept`() throws {
    let row = try roster("id,name,email,language,GitHub\n1,山田 太郎,yamada@example.org,ja,taro\n").rows.first
    #expect(row?.email == "yamada@example.org")
    #expect(row?.language == .japanese)
    #expect(row?.identities["GitHub"] == "taro")
  }

  @Test func `a table that Excel saved in Japan is read`() throws {
    // 学籍番号,氏名 and 山田 in CP932.
    let bytes: [UInt8] =
      [0x8A, 0x77, 0x90, 0xD0, 0x94, 0xD4, 0x8D, 0x86, 0x2C, 0x8E, 0x81, 0x96, 0xBC, 0x0D, 0x0A]
      + [0x31, 0x2C, 0x8E, 0x52, 0x93, 0x63, 0x0D, 0x0A]
    #expect(try Roster(reading: bytes, path: "r").rows.first?.name == "山田")
  }

  @Test(arguments: [
    ("a,b\n1,2\n", "roster.csv:1:"), ("id,name\n,Ada\n", "roster.csv:2:"), ("id\n1\n2\n1\n", "roster.csv:4:"),
    ("id,language\n1,Klingon\n", "roster.csv:2:"), ("id,name\n1,\"x\n", "line 2"), ("id\n", "roster.csv:"),
    ("", "roster.csv:1:"),
  ])
  func `what is wrong with it is told with file and line, in both languages`(text: String, place: String) {
    let error = #expect(throws: RosterProblem.self) { try roster(text) }
    #expect(error?.summary.en.contains(place) == true, "\(String(describing: error?.summary.en))")
    #expect(error?.summary.ja.isEmpty == false)
  }
}

struct RosterMatchingTests {
  private let roster = Roster(rows: [
    .init(
      learner: "s001", name: "Ada Lovelace", email: "ada.l@example.org",
      identities: ["GitHub": "adal", "ID": "77", "Identifier": "Participant 12345"]),
    .init(learner: "s002", name: "山田　太郎", identities: ["GitHub": "taro-y"]),
    .init(learner: "s003", name: "Grace Hopper"), .init(learner: "s004", name: "Grace Hopper"),
    .init(learner: "s005", name: "Nobody Here"),
  ])

  private func found(
    _ learner: String, name: String? = nil, _ identities: [String: String] = [:], modified: Int64 = 0
  )
    -> FoundSubmission
  {
    FoundSubmission(
      learner: learner, name: name, identities: identities, path: "class/\(learner)", modified: modified,
      isMarkedLate: false, passedOver: [], problem: nil, files: [], place: .folder("class"))
  }

  private func owner(_ submission: FoundSubmission) -> String? {
    ClassRows([submission], roster: roster).rows.first { $0.submission != nil }?.roster?.learner
  }

  @Test func `a submission finds its learner by key, number, identity, mail account or name`() {
    #expect(owner(found("S001")) == "s001")
    #expect(owner(found("x", ["moodle": "12345"])) == "s001")
    #expect(owner(found("x", ["canvas": "77"])) == "s001")
    #expect(owner(found("lab", ["github": "adal"])) == "s001")
    #expect(owner(found("ada.l")) == "s001")
    #expect(owner(found("Lovelace Ada", name: "Lovelace Ada")) == "s001")
    #expect(owner(found("ＬＯＶＥＬＡＣＥ, ada", name: "ＬＯＶＥＬＡＣＥ, ada")) == "s001")
    #expect(owner(found("lovelaceada", ["canvas": "1"])) == "s001")
    #expect(owner(found("山田 太郎", name: "山田 太郎")) == "s002")
    #expect(owner(found("bel-taro-y", ["github": "bel-taro-y", "repository": "lab-bel-taro-y"])) == "s002")
  }

  @Test func `numbers of one system mean nobody in another`() {
    #expect(owner(found("x", ["moodle": "77"])) == nil)
    #expect(owner(found("x", ["canvas": "12345"])) == nil)
  }

  @Test func `what fits two learners is given to none, and says to whom it could belong`() {
    let rows = ClassRows([found("Hopper Grace", name: "Hopper Grace")], roster: roster).rows
    #expect(rows.last?.possible == ["s003", "s004"])
    #expect(rows.filter { $0.roster != nil && $0.submission != nil }.isEmpty)
  }

  @Test func `every learner of the roster has exactly one row, and strangers are kept behind`() {
    let submissions = [found("s001", modified: 1), found("adal", modified: 2), found("stranger")]
    let rows = ClassRows(submissions, roster: roster).rows
    #expect(rows.map(\.learner) == ["s001", "s002", "s003", "s004", "s005", "stranger"])
    #expect(rows.first?.submission?.learner == "adal")
    #expect(rows.first?.submission?.passedOver == [PassedOver(name: "class/s001", reason: .earlierAttempt)])
    #expect(rows.filter { $0.submission == nil }.count == 4)
  }

  @Test func `without a roster everybody is who the names say`() {
    #expect(ClassRows([found("a"), found("b")]).rows.map(\.learner) == ["a", "b"])
  }
}

struct FoldedNameTests {
  @Test(arguments: [
    ("  Ada   LOVELACE ", "ada lovelace"), ("Ａｄａ　Ｌ１", "ada l1"), ("山田　太郎", "山田 太郎"), ("", ""),
  ])
  func `names are compared without case, width and space`(name: String, folded: String) {
    #expect(FoldedName.of(name) == folded)
  }
}

struct DisplayNameTests {
  @Test(arguments: [
    ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("x\u{202E}y", "x\\u{202E}y"), ("山田.sh", "山田.sh"), ("n\nl", "n\\u{A}l"),
  ])
  func `names are shown without what a terminal would obey`(name: String, shown: String) {
    #expect(DisplayName.of(name) == shown)
  }

  @Test func `very long names are cut`() {
    #expect(DisplayName.of(String(repeating: "x", count: 1_000)).count == 301)
  }
}
