import Basics

/// The random 64-digit identifiers that Docker gives to containers, volumes, networks and endpoints.
package enum Identifier {
  /// A new identifier whose short form cannot be mistaken for a number, as Docker takes care of too.
  static func random(_ chance: Chance) -> String {
    var generator = chance
    return random(using: &generator)
  }

  static func random(using generator: inout some RandomNumberGenerator) -> String {
    while true {
      let text = (0..<64).map { _ in String(UInt8.random(in: 0...15, using: &generator), radix: 16) }.joined()
      if Int(text.prefix(12)) == nil { return text }
    }
  }

  /// The 12 digits by which people call it.
  static func short(_ identifier: String) -> String { String(identifier.prefix(12)) }
}
