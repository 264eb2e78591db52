import Basics

extension Console {
  /// The console for an error that comes before or after parsing, when only the raw arguments are at hand.
  static func forErrors(arguments: [String], environment: [String: String]) -> Console {
    let asked = arguments.indices.lazy.compactMap { index -> Language? in
      let argument = arguments[index]
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
      return argument == "--lang" && index + 1 < arguments.count
        ? Language(rawValue: arguments[index + 1]) : nil
    }.first
    return Console(language: asked, plain: arguments.contains("--plain"), environment: environment)
  }
}
