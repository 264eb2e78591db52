import Basics

extension ChecksFileSchema {
  /// The small values that the others are made of.
  var words: [(String, JSONValue)] {
    [
      ("id", pattern(Self.identifier)), ("machineName", pattern(Self.identifier)),
      // YAML's guesses at numbers and booleans are not used: what stands there is read as text.
      ("text", ["type": ["string", "number", "boolean"], "minLength": 1]),
      ("glob", ["type": ["string", "number", "boolean"], "minLength": 1]),
      ("count", ["type": "integer", "minimum": 0]),
      ("range", anyOf([ref("count"), pattern(#"^([0-9]+|[0-9]+\.\.|\.\.[0-9]+|[0-9]+\.\.[0-9]+)$"#)])),
      ("duration", pattern("^[0-9]{1,7}(ms|s|m|h|d)$")),
      ("percentage", pattern(#"^[0-9]{1,3}(\.[0-9]{1,2})?%$"#)),
      ("exit", anyOf([["type": "integer", "minimum": 0, "maximum": 255], ["enum": ["failed", "any"]]])),
      ("address", pattern(#"^https?://[^/\s][^\s]*$"#)),
      ("hostAndPort", pattern(#"^[^/\s:]+:[0-9]{1,5}$"#)),
      ("reference", pattern(#"^[^\s/.:@-](?!.*://)(?!.*//)[^\s]*$"#)),
      ("phrase", phrase), ("textPattern", textPattern), ("imageAt", imageAt), ("costs", costs),
    ]
  }

  private var phrase: JSONValue {
    anyOf([ref("text"), object([("en", ref("text")), ("ja", ref("text"))], required: ["en", "ja"])])
  }

  private var textPattern: JSONValue {
    let keys = ["contains", "equals", "matches"]
    let isOne = JSONValue.array(keys.map { ["required": .array([.string($0)])] })
    return anyOf([ref("text"), object(keys.map { ($0, ref("text")) }).adding("oneOf", isOne)])
  }

  private var imageAt: JSONValue {
    anyOf([
      ref("reference"),
      object([("image", ref("reference")), ("on", ref("machineName"))], required: ["image"]),
    ])
  }

  private var costs: JSONValue {
    object([("hint", ref("percentage")), ("solution", ref("percentage"))])
  }

  // MARK: How schemas are written

  /// A mapping with these keys and no others.
  func object(_ fields: [(String, JSONValue)], required: [String] = []) -> JSONValue {
    var members: [(String, JSONValue)] = [("type", "object")]
    if !required.isEmpty { members.append(("required", .array(required.map { .string($0) }))) }
    members.append(("properties", .object(JSONObject(fields))))
    members.append(("additionalProperties", false))
    return .object(JSONObject(members))
  }

  /// A mapping of names that the author chooses.
  func table(of value: JSONValue, _ description: String? = nil) -> JSONValue {
    described(["type": "object", "additionalProperties": value], description)
  }

  func ref(_ name: String, _ description: String? = nil) -> JSONValue {
    described(["$ref": .string("#/$defs/\(name)")], description)
  }

  func boolean(_ description: String? = nil) -> JSONValue { described(["type": "boolean"], description) }

  func pattern(_ expression: String) -> JSONValue { ["type": "string", "pattern": .string(expression)] }

  func anyOf(_ schemas: [JSONValue]) -> JSONValue { ["anyOf": .array(schemas)] }

  /// One value, or a list of them.
  func oneOrMany(_ value: JSONValue) -> JSONValue { anyOf([value, ["type": "array", "items": value]]) }

  private func described(_ schema: JSONValue, _ description: String?) -> JSONValue {
    description.map { schema.adding("description", .string($0)) } ?? schema
  }
}

extension JSONValue {
  /// The members of an object, in order.
  var members: [(String, JSONValue)] { (object?.members ?? []).map { ($0.key, $0.value) } }

  /// The object with one member more.
  func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    .object(JSONObject(members + [(key, value)]))
  }
}
