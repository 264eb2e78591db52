/// A value of a flag that may make no sense.
protocol FlagValue {
  associatedtype Value

  static func parse(_ text: String) throws(FlagValueProblem) -> Value
}

/// What docker says of a value that makes no sense, behind the flag's name.
struct FlagValueProblem: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension FlagValue {
  /// What docker says against a text; `nil` for one that makes sense.
  static func objection(_ text: String) -> String? {
    do throws(FlagValueProblem) {
      _ = try parse(text)
      return nil
    } catch {
      return error.reason
    }
  }

  /// What a text says that is known to make sense.
  static func value(_ text: String) -> Value? { try? parse(text) }
}
