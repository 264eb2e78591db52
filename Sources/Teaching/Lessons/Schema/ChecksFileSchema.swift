import Basics

/// The JSON Schema of checks files, with which editors complete and validate what authors write.
///
/// JSON Schema 2020-12 (https://json-schema.org/draft/2020-12). It says what can be said about one value at a time;
/// the reader knows more: which machines, steps and checks there are. YAML 1.2 is meant, in which `on` is a word.
package struct ChecksFileSchema: Sendable {
  let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// The whole document.
  package var json: JSONValue {
    let head: [(String, JSONValue)] = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("title", .string(say("Checks file of a dojo lesson", "dojo のレッスンのチェックファイル"))),
    ]
    return .object(JSONObject(head + file.members + [("$defs", .object(JSONObject(definitions)))]))
  }

  func say(_ en: String, _ ja: String) -> String { language == .english ? en : ja }

  private var file: JSONValue {
    object(
      [
        ("lesson", ref("id", say("The lesson's permanent id.", "レッスンの永続的な id。"))),
        ("format", ["const": 1]),
        ("title", ref("phrase", say("The title in lists.", "一覧に出る題名。"))),
        (
          "after",
          oneOrMany(ref("id", say("A lesson that comes before this one.", "このレッスンの前に学ぶレッスン。")))
        ),
        ("time", ref("duration", say("How long it takes most learners.", "所要時間の目安。"))),
        ("trust", ref("phrase", say("What the author's own programs do.", "作者のプログラムが何をするか。"))),
        ("costs", ref("costs")),
        ("machines", machines),
        ("values", table(of: ref("text"), say("What each {blank} stands for.", "各 {空欄} の値。"))),
        ("style", style),
        ("steps", ["type": "array", "minItems": 1, "items": ref("step")]),
      ], required: ["lesson", "steps"])
  }

  private var style: JSONValue {
    [
      "enum": .array(StepStyle.allCases.map { .string($0.rawValue) }),
      "description": .string(say("How the chapter marks its steps.", "章で手順に付けてある印。")),
    ]
  }

  private var machines: JSONValue {
    let machine = object([
      ("name", ref("text")),
      ("images", oneOrMany(ref("reference", say("Images that are there from the start.", "最初からあるイメージ。")))),
      ("insecure-registries", oneOrMany(ref("hostAndPort"))),
    ])
    return [
      "type": "object", "minProperties": 1,
      "description": .string(say("The first is where the lesson starts.", "最初のマシンからレッスンが始まる。")),
      "propertyNames": ["pattern": .string(Self.identifier)],
      "additionalProperties": anyOf([machine, ["type": "null"]]),
    ]
  }

  static let identifier = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

  private var definitions: [(String, JSONValue)] {
    words + [("step", step), ("check", check), ("diagnosis", diagnosis), ("condition", condition)]
      + [
        ("conditions", oneOrMany(ref("condition"))), ("command", command),
        ("commands", oneOrMany(ref("command"))),
      ]
      + [("way", way(mayDiagnose: false)), ("wrongWay", way(mayDiagnose: true))] + facts
  }

  private var step: JSONValue {
    object(
      [
        ("id", ref("id", say("Permanent: progress and grades go by it.", "永続的。進み具合と成績はこれで結び付く。"))),
        ("step", ref("count", say("The number in the chapter.", "章の中の番号。"))),
        ("on", ref("machineName")), ("points", ref("count")), ("costs", ref("costs")),
        ("confirm", boolean(say("The learner's word is all there is.", "学習者の申告だけで進む。"))),
        ("checks", ["type": "array", "items": ref("check")]),
        ("diagnoses", ["type": "array", "items": ref("diagnosis")]),
        ("hints", oneOrMany(ref("phrase"))), ("solution", ref("commands")),
        ("variants", ["type": "array", "minItems": 1, "items": ref("way")]),
        ("counterexamples", ["type": "array", "minItems": 1, "items": ref("wrongWay")]),
        ("destroys", ref("phrase", say("What is removed, asked for before.", "削除されるもの。事前に確認される。"))),
      ], required: ["id"])
  }

  private var check: JSONValue {
    let fields = object(
      [
        ("id", ref("id")), ("label", ref("phrase")), ("needs", oneOrMany(ref("id"))),
        ("points", ref("count")),
        ("hidden", boolean(say("Learners are not told of it.", "学習者には知らせない。"))),
        ("inferred", boolean(say("Guessed; nobody has looked at it yet.", "推測されたもので、まだ人が確かめていない。"))),
        ("within", ref("duration", say("How long it may take to become true.", "成り立つまでに待つ時間。"))),
      ] + kinds, required: ["id"])
    return fields.adding("oneOf", oneKind)
  }

  private var condition: JSONValue {
    object(kinds).adding("oneOf", oneKind)
  }

  private var oneKind: JSONValue {
    .array(Condition.keys.map { ["required": .array([.string($0)])] })
  }

  private var kinds: [(String, JSONValue)] {
    [("on", ref("machineName"))]
      + Condition.keys.map { key in
        (key, ref(["all", "any", "not"].contains(key) ? "conditions" : key))
      }
  }

  private var diagnosis: JSONValue {
    let fields = object(
      [
        ("id", ref("id")), ("when", ref("conditions")),
        ("say", ref("phrase", say("What is so now and why it does not do.", "いまの状態と、なぜそれではだめなのか。"))),
        ("try", oneOrMany(ref("phrase"))),
        ("proof", ref("commands", say("Commands after which it must speak.", "この診断が出るはずのコマンド。"))),
        ("unproved", ref("phrase", say("Why there can be no proof.", "証明できない理由。"))),
        ("cause", ref("id", say("The earlier step to go back to.", "戻るべき前の手順。"))),
      ], required: ["id", "when", "say", "try"])
    return fields.adding("not", ["required": ["proof", "unproved"]])
  }

  private var command: JSONValue {
    anyOf([ref("text"), object([("run", ref("text")), ("on", ref("machineName"))], required: ["run"])])
  }

  private func way(mayDiagnose: Bool) -> JSONValue {
    let fields = [("run", ref("commands")), ("on", ref("machineName"))]
    let diagnosis = mayDiagnose ? [("diagnosis", ref("id"))] : []
    return anyOf([
      ref("text"), ["type": "array", "minItems": 1, "items": ref("command")],
      object(fields + diagnosis, required: ["run"]),
    ])
  }
}
