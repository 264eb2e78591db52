import Basics

extension ChecksFileSchema {
  /// What each kind of condition says.
  var facts: [(String, JSONValue)] {
    [
      ("container", container), ("image", image), ("registry", registry), ("http", http), ("ran", ran),
      ("file", file), ("output", output), ("ask", ask), ("script", script),
    ]
  }

  private var container: JSONValue {
    object([
      ("image", ref("reference")), ("name", ref("glob")),
      ("state", oneOrMany(["enum": .array(ContainerFact.State.allCases.map { .string($0.rawValue) })])),
      (
        "publishes",
        anyOf([
          ["enum": ["none", "any"]],
          pattern(#"^([^/]*:)?([0-9]{1,5}|\*):([0-9]{1,5}|\*)(/(tcp|udp|sctp))?$"#),
        ])
      ),
      ("command", oneOrMany(ref("glob"))), ("labels", table(of: ref("glob"))),
      ("mounts", oneOrMany(pattern(#"^([^:]*:)?[/*][^:]*$"#))), ("count", ref("range")),
      ("had", ref("range")),
    ])
  }

  private var image: JSONValue {
    let named = ["reference", "registry", "repository", "tag"]
    let fields = object([
      ("reference", ref("reference")), ("registry", ref("glob")), ("repository", ref("glob")),
      ("tag", ref("glob")), ("exists", boolean()), ("same-as", ref("imageAt")),
      ("also-named", ref("reference")),
    ])
    let isNamed = JSONValue.array(named.map { ["required": .array([.string($0)])] })
    return anyOf([ref("reference"), fields.adding("anyOf", isNamed)])
  }

  private var registry: JSONValue {
    object(
      [
        ("at", ref("hostAndPort")), ("repository", ref("text")), ("tag", ref("text")), ("exists", boolean()),
        ("same-as", ref("imageAt")),
      ], required: ["at", "repository"])
  }

  private var http: JSONValue {
    let status = anyOf([
      ["type": "integer", "minimum": 100, "maximum": 599], pattern("^([1-5][0-9][0-9]|[1-5]xx|any|none)$"),
    ])
    return anyOf([
      ref("address"),
      object(
        [
          ("get", ref("address")), ("status", status), ("body", ref("textPattern")),
          ("json", table(of: ref("textPattern"))),
        ], required: ["get"]),
    ])
  }

  private var ran: JSONValue {
    anyOf([
      ref("text"),
      object([
        ("command", oneOrMany(ref("text"))), ("with", oneOrMany(ref("glob"))),
        ("without", oneOrMany(ref("glob"))),
        ("exit", ref("exit")), ("output", oneOrMany(ref("textPattern"))),
        ("after", ref("id", say("Only what was run after this step passed.", "この手順に合格したあとに実行されたものだけ。"))),
      ]),
    ])
  }

  private var file: JSONValue {
    anyOf([
      ref("text"),
      object(
        [
          ("path", ref("text")), ("exists", boolean()), ("text", oneOrMany(ref("textPattern"))),
          ("json", table(of: ref("textPattern"))),
        ], required: ["path"]),
    ])
  }

  private var output: JSONValue {
    object(
      [("of", ref("text")), ("text", oneOrMany(ref("textPattern"))), ("exit", ref("exit"))], required: ["of"])
  }

  private var ask: JSONValue {
    object(
      [("question", ref("phrase")), ("answer", oneOrMany(ref("text"))), ("choices", oneOrMany(ref("text")))],
      required: ["question", "answer"])
  }

  private var script: JSONValue {
    anyOf([ref("text"), object([("run", ref("text"))], required: ["run"])])
  }
}
