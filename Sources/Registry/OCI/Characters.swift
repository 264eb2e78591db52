extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLowerLetter: Bool { (0x61...0x7A).contains(self) }
  var isUpperLetter: Bool { (0x41...0x5A).contains(self) }
  /// Whether it is one of the characters that every component of a repository begins and ends with.
  package var isLowerAlphanumeric: Bool { isDigit || isLowerLetter }
  var isAlphanumeric: Bool { isLowerAlphanumeric || isUpperLetter }
  var isLowerHexDigit: Bool { isDigit || (0x61...0x66).contains(self) }
}
