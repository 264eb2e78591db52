import Basics

/// A type of docker's own, as Go's templates see values of it.
indirect enum GoType: Sendable {
  case text
  /// A text whose type has a name of its own: what takes texts does not take it.
  case word(String)
  case number
  /// A number of 64 bits on every computer.
  case wide
  /// A number of a document that was read without knowing its types: Go keeps its digits as text.
  case digits
  /// A number with a fraction, as templates may have them.
  case fraction
  case flag
  case time
  /// What holds anything: a document of no type.
  case any
  case list(GoType)
  case map(GoType)
  /// A map by ports, whose names are of a type of their own: what takes texts does not take them.
  case ports(GoType)
  case structure(GoStructure)
  case pointer(GoType)

  /// What Go calls it in error messages.
  var name: String {
    switch self {
    case .text: "string"
    case .word(let name): name
    case .number: "int"
    case .wide: "int64"
    case .digits: "json.Number"
    case .fraction: "float64"
    case .flag: "bool"
    case .time: "time.Time"
    case .any: "interface {}"
    case .list(let element): "[]\(element.name)"
    case .map(let element): "map[string]\(element.name)"
    case .ports(.list): "nat.PortMap"
    case .ports: "nat.PortSet"
    case .structure(let structure): structure.name
    case .pointer(let type): "*\(type.name)"
    }
  }

  /// What a value of the type is when nothing was said of it.
  var zero: JSONValue {
    switch self {
    case .text, .word: ""
    case .number, .wide, .digits, .fraction: 0
    case .flag: false
    case .time: "0001-01-01T00:00:00Z"
    case .any, .list, .map, .ports, .pointer, .structure: .null
    }
  }
}

/// A structure: its fields in their order.
struct GoStructure: Sendable {
  struct Field: Sendable {
    let name: String
    /// The member of the document; empty for a structure whose fields count as those of the outer one.
    let member: String
    let type: GoType

    var isEmbedded: Bool { member.isEmpty }
  }

  let name: String
  let fields: [Field]

  init(_ name: String, _ fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  /// The field of this name, also where a structure within has it.
  func field(_ name: String) -> Field? {
    if let own = fields.first(where: { $0.name == name && !$0.isEmbedded }) { return own }
    for field in fields where field.isEmbedded {
      if let inner = field.type.structure?.field(name) { return inner }
    }
    return nil
  }
}

extension GoType {
  /// The structure that it is or points to.
  var structure: GoStructure? {
    switch self {
    case .structure(let structure): structure
    case .pointer(let type): type.structure
    default: nil
    }
  }

  static let texts = GoType.list(.text)
  static let textMap = GoType.map(.text)
  static let nothing = GoType.structure(GoStructure("struct {}", []))
  static let set = GoType.map(nothing)

  static func pointer(to structure: GoStructure) -> Self { .pointer(.structure(structure)) }
}

extension GoStructure.Field {
  static func text(_ name: String, _ member: String? = nil) -> Self { Self(name, .text, member) }
  static func word(_ name: String, _ type: String) -> Self { Self(name, .word(type)) }
  static func number(_ name: String, _ member: String? = nil) -> Self { Self(name, .number, member) }
  static func wide(_ name: String, _ member: String? = nil) -> Self { Self(name, .wide, member) }
  static func flag(_ name: String) -> Self { Self(name, .flag) }
  static func texts(_ name: String, _ member: String? = nil) -> Self { Self(name, .texts, member) }
  static func embedded(_ structure: GoStructure, isPointer: Bool = false) -> Self {
    Self("", isPointer ? .pointer(to: structure) : .structure(structure), "")
  }

  init(_ name: String, _ type: GoType, _ member: String? = nil) {
    self.init(name: name, member: member ?? name, type: type)
  }
}

extension GoType {
  /// The type of what a list or a map holds.
  var element: GoType? {
    switch self {
    case .list(let type), .map(let type), .ports(let type): type
    case .pointer(let type): type.element
    default: nil
    }
  }

  /// What `.name` is in a value of the type; `nil` when Go finds none.
  func part(_ name: String, of value: JSONValue) -> TemplateValue? {
    switch self {
    case .structure(let structure):
      guard let field = structure.field(name) else { return nil }
      return .known(value.object?[field.member] ?? .null, field.type)
    case .pointer(let type): return value == .null ? nil : type.part(name, of: value)
    case .map(let type):
      return value.object?[name].map { .known($0, type) } ?? .absent(name, printed: "<no value>")
    case .any: return value.object?[name].map { .json($0) }
    default: return nil
    }
  }

  /// What `index` finds in a value of the type; `nil` where it needs no type to be found.
  func entry(
    _ keys: [JSONValue], of value: JSONValue
  ) throws(TemplateFunctionError) -> TemplateValue? {
    guard let key = keys.first else { return .known(value, self) }
    guard let element else { return nil }
    var found: JSONValue
    switch (self, key, value) {
    case (.map, .string(let name), _): found = value.object?[name] ?? .null
    case (.ports, .string, _):
      throw TemplateFunctionError(reason: "value has type string; should be nat.Port")
    case (.map, .number, _): throw TemplateFunctionError(reason: "value has type int; should be string")
    case (.list, .string, _):
      throw TemplateFunctionError(reason: "cannot index slice/array with type string")
    case (.list, .number(let text), .array(let elements)):
      guard let index = Int(text), elements.indices.contains(index) else { return nil }
      found = elements[index]
    default: return nil
    }
    if case .any = element, keys.count == 1 {
      if case .number = found { return .known(found, .digits) }
      return found == .null ? .known(.null, .any) : .json(found)
    }
    if found == .null { found = element.zero }
    return try element.entry(Array(keys.dropFirst()), of: found)
  }
}

extension GoType {
  /// The type of a value that says itself what it is; `nil` for what may be anything.
  init?(of value: JSONValue) {
    switch value {
    case .string: self = .text
    case .number: self = .number
    case .bool: self = .flag
    case .array, .object, .null: return nil
    }
  }
}
