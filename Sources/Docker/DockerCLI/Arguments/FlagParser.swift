/// Splits a command line into options and arguments, by the rules of docker's own parser (pflag).
struct FlagParser {
  private let flags: [Flag]
  private let allowsFlagsAfterArguments: Bool
  private var rest: ArraySlice<String>
  private var result = ParsedArguments()
  /// How help was asked for; docker shows it once the rest makes sense.
  private var help: FlagError?

  private init(_ arguments: ArraySlice<String>, flags: [Flag], allowsFlagsAfterArguments: Bool) {
    self.flags = flags
    self.allowsFlagsAfterArguments = allowsFlagsAfterArguments
    rest = arguments
  }

  /// - Throws: `FlagError`, whose text is docker's.
  static func parse(
    _ arguments: ArraySlice<String>, flags: [Flag], allowsFlagsAfterArguments: Bool = true
  ) throws(FlagError) -> ParsedArguments {
    var parser = Self(arguments, flags: flags, allowsFlagsAfterArguments: allowsFlagsAfterArguments)
    try parser.run()
    if let help = parser.help { throw help }
    return parser.result
  }

  private mutating func run() throws(FlagError) {
    while let argument = rest.popFirst() {
      if argument == "--" {
        result.positional += rest
        return
      } else if argument.hasPrefix("--") {
        try long(argument)
      } else if argument.hasPrefix("-"), argument != "-" {
        try shorthands(argument)
      } else {
        result.positional.append(argument)
        guard allowsFlagsAfterArguments else {
          result.positional += rest
          return
        }
      }
    }
  }

  private mutating func long(_ argument: String) throws(FlagError) {
    let body = argument.dropFirst(2)
    guard let first = body.first, first != "-", first != "=" else {
      throw FlagError("bad flag syntax: \(argument)")
    }
    let equals = body.firstIndex(of: "=")
    let name = String(body[..<(equals ?? body.endIndex)])
    guard name != "help" else {
      return try askForHelp(equals.map { String(body[body.index(after: $0)...]) } ?? "true")
    }
    guard let flag = flags.first(where: { $0.name == name }) else {
      throw FlagError("unknown flag: --\(name)")
    }
    if let equals {
      try set(flag, String(body[body.index(after: equals)...]))
    } else if flag.kind == .bool {
      try set(flag, "true")
    } else if let value = rest.popFirst() {
      try set(flag, value)
    } else {
      throw FlagError("flag needs an argument: --\(name)")
    }
  }

  private mutating func askForHelp(_ value: String) throws(FlagError) {
    guard let isAsked = ParsedArguments.bool(value) else {
      let reason = Self.objection(to: value, kind: .bool) ?? ""
      throw FlagError("invalid argument \(GoText.quoted(value)) for \"--help\" flag: \(reason)")
    }
    help = isAsked ? .help : nil
  }

  private mutating func shorthands(_ argument: String) throws(FlagError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let flag = flags.first(where: { $0.shorthand == letter }) else {
        if letter == "h" {
          help = .deprecatedHelp
          continue
        }
        throw FlagError("unknown shorthand flag: '\(letter)' in -\(letter)\(letters)")
      }
      if letters.first == "=" {
        try set(flag, String(letters.dropFirst()))
        return
      } else if flag.kind == .bool {
        try set(flag, "true")
      } else if !letters.isEmpty {
        try set(flag, String(letters))
        return
      } else if let value = rest.popFirst() {
        try set(flag, value)
      } else {
        throw FlagError("flag needs an argument: '\(letter)' in -\(letter)")
      }
    }
  }

  private mutating func set(_ flag: Flag, _ value: String) throws(FlagError) {
    if let reason = Self.objection(to: value, kind: flag.kind) ?? flag.objection?(value) {
      throw FlagError("invalid argument \(GoText.quoted(value)) for \"\(flag.title)\" flag: \(reason)")
    }
    result.values[flag.name, default: []].append(value)
    if let newName = flag.newName { result.values[newName, default: []].append(value) }
  }

  private static func objection(to value: String, kind: Flag.Kind) -> String? {
    switch kind {
    case .bool:
      ParsedArguments.bool(value) == nil
        ? "strconv.ParseBool: parsing \(GoText.quoted(value)): invalid syntax" : nil
    case .integer:
      Int(value) == nil ? "strconv.ParseInt: parsing \(GoText.quoted(value)): invalid syntax" : nil
    case .filter:
      value.isEmpty || value.contains("=") ? nil : "bad format of filter (expected name=value)"
    case .string, .list, .strings, .other: nil
    }
  }
}

/// A command line that docker's parser does not take.
struct FlagError: Error, Equatable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// Not an error: help was asked for.
  static let help = Self("help requested")
  /// Help was asked for by a letter that docker no longer likes.
  static let deprecatedHelp = Self("help requested by -h")
}
