import DockerAPI

/// An option of a command.
struct Flag: Sendable {
  /// What a value looks like.
  enum Kind: Sendable, Equatable {
    case bool
    case string
    case integer
    /// Given as often as wanted; every value counts.
    case list
    /// `name=value`, given as often as wanted.
    case filter
    /// Several values in one, separated by commas, given as often as wanted.
    case strings
    /// Any other type; the name is the one that help shows.
    case other(String)

    /// The word that stands for the value in help.
    var typeName: String? {
      switch self {
      case .bool: nil
      case .string: "string"
      case .integer: "int"
      case .list: "list"
      case .filter: "filter"
      case .strings: "strings"
      case .other(let name): name
      }
    }
  }

  let name: String
  let shorthand: Character?
  let kind: Kind
  let help: String
  /// The API version without which engines do not know this option; such options are not in the help.
  var requires: APIVersion?
  /// Whether this docker can do it; an option that it only knows by name is refused when used.
  var isSupported = true
  /// What docker itself says when an option is used that it has not for this engine.
  var refusal: String?
  /// Whether the help leaves it out.
  var isHidden = false
  /// The newer name of the option, which docker recommends; the value counts as that one's.
  var newName: String?
  /// What docker says of a value that it does not take, besides what the kind says; `nil` for a good one.
  var objection: (@Sendable (String) -> String?)?

  init(
    _ name: String, _ shorthand: Character? = nil, _ kind: Kind = .bool, _ help: String,
    requires: APIVersion? = nil
  ) {
    self.name = name
    self.shorthand = shorthand
    self.kind = kind
    self.help = help
    self.requires = requires
  }

  /// The same option, left out of the help.
  var hidden: Self {
    var flag = self
    flag.isHidden = true
    return flag
  }

  /// The same option as an older name of another, left out of the help.
  func renamed(_ newName: String) -> Self {
    var flag = hidden
    flag.newName = newName
    return flag
  }

  /// The same option, for engines of another kind than ours: docker says of which.
  func onlyOnDaemons(_ kind: String) -> Self {
    var flag = unsupported.hidden
    flag.refusal = "\"--\(name)\" is only supported on a Docker daemon \(kind)"
    return flag
  }

  /// The same option, known by name only.
  var unsupported: Self {
    var flag = self
    flag.isSupported = false
    return flag
  }

  /// The same option, whose values are looked at more closely.
  func checked(_ objection: @escaping @Sendable (String) -> String?) -> Self {
    var flag = self
    flag.objection = objection
    return flag
  }

  /// How error messages call it: `-f, --filter`.
  var title: String {
    shorthand.map { "-\($0), --\(name)" } ?? "--\(name)"
  }
}
