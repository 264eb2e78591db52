extension Unicode.Scalar {
  /// The same as `properties.isNoncharacterCodePoint`, without a search in tables for every letter of a class.
  var isNoncharacter: Bool { value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value) }
}
