/// The options and arguments of one call.
struct ParsedArguments: Sendable, Equatable {
  /// The values given for each option, in order.
  var values: [String: [String]] = [:]
  /// The arguments that are not options.
  var positional: [String] = []

  /// Whether the option was given at all.
  func has(_ name: String) -> Bool { values[name] != nil }

  func bool(_ name: String, default standard: Bool = false) -> Bool {
    values[name]?.last.flatMap(Self.bool) ?? standard
  }

  /// The last value given; an empty one counts as not given.
  func string(_ name: String) -> String? {
    values[name]?.last.flatMap { $0.isEmpty ? nil : $0 }
  }

  func integer(_ name: String) -> Int? {
    values[name]?.last.flatMap { Int($0) }
  }

  func list(_ name: String) -> [String] { values[name] ?? [] }

  /// What Go's `strconv.ParseBool` takes for a truth value.
  static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }
}
