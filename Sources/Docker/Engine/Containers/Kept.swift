import Basics
import DockerAPI

/// A part of a container as a state file keeps it: only what is not as it mostly is.
///
/// Whole documents, as former versions kept them, read as well.
@propertyWrapper struct Kept<Value: MostlyUsual>: Codable, Sendable {
  private var shared: Shared<Value>

  var wrappedValue: Value {
    get { shared.value }
    set { shared = Shared(newValue) }
  }

  init(wrappedValue: Value) {
    shared = Shared(wrappedValue)
  }

  init(from decoder: any Decoder) throws {
    shared = try Value.kept(decoder)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Value.usual.rest(of: JSONValue(encoding: shared.value)))
  }
}

/// What is mostly the same in one container and the next.
protocol MostlyUsual: Codable, Sendable {
  /// What is left out; a change here changes what kept states mean.
  static var usual: UsualDocument { get }
  /// Reads what was kept of one.
  static func kept(_ decoder: any Decoder) throws -> Shared<Self>
}

/// What documents of a kind mostly say.
struct UsualDocument: Sendable {
  private let document: JSONObject
  private let members: Set<JSONObject.Member>

  init(_ usual: some Encodable) {
    document = (try? JSONValue(encoding: usual))?.object ?? JSONObject()
    members = Set(document.members)
  }

  /// What a document says besides; what it does not say at all is `null`, or it would read as the usual.
  func rest(of whole: JSONValue) -> JSONValue {
    let whole = whole.object ?? JSONObject()
    var rest = JSONObject()
    for member in whole.members where !members.contains(member) { rest[member.key] = member.value }
    for key in document.keys where whole[key] == nil { rest[key] = .null }
    return .object(rest)
  }

  /// The document of which that was the rest.
  func whole(with rest: [JSONObject.Member]) -> JSONValue {
    var whole = document
    for member in rest { whole[member.key] = member.value }
    return .object(whole)
  }
}

extension ContainerConfig: MostlyUsual {
  static let usual = UsualDocument(ContainerConfig())

  /// What is usual reads as it is when it is absent.
  static func kept(_ decoder: any Decoder) throws -> Shared<Self> { Shared(try Self(from: decoder)) }
}

extension HostConfig: MostlyUsual {
  private static let usualValue = Shared(ContainerRecipe.filled(HostConfig()))
  static let usual = UsualDocument(usualValue.value)

  static func kept(_ decoder: any Decoder) throws -> Shared<Self> {
    let rest = try JSONValue(from: decoder).object?.members ?? []
    return rest.isEmpty ? usualValue : Shared(try usual.whole(with: rest).decoded())
  }
}
