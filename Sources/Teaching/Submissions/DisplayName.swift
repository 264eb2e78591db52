/// Names that come from elsewhere, made fit to be shown to a person.
package enum DisplayName {
  /// The name with controls and marks that turn the direction of text written as `\u{…}`, and cut when it is very long.
  package static func of(_ name: some StringProtocol, limit: Int = 300) -> String {
    var shown = ""
    for scalar in name.unicodeScalars {
      guard shown.unicodeScalars.count < limit else { return shown + "…" }
      if isHarmless(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return shown
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    // The joiners and the soft hyphen are part of writing; what turns the direction of text is not.
    case .format: scalar.value == 0x200C || scalar.value == 0x200D || scalar.value == 0xAD
    default: true
    }
  }
}
