/// The order in which people sort names: runs of digits by their value, everything else letter by letter.
enum NameOrder {
  static func areInIncreasingOrder(_ left: String, _ right: String) -> Bool {
    let (one, other) = (key(left), key(right))
    return one == other ? left < right : one.lexicographicallyPrecedes(other)
  }

  /// The name's scalars, each run of digits as its length and its digits without leading zeros.
  private static func key(_ name: String) -> [UInt32] {
    var key: [UInt32] = []
    var digits: [UInt32] = []
    func flush() {
      guard !digits.isEmpty else { return }
      let significant = digits.drop { $0 == 0x30 }
      key += [0x30, UInt32(significant.count)] + significant
      digits = []
    }
    for scalar in name.lowercased().unicodeScalars {
      if (0x30...0x39).contains(scalar.value) {
        digits.append(scalar.value)
      } else {
        flush()
        key.append(scalar.value)
      }
    }
    flush()
    return key
  }
}
