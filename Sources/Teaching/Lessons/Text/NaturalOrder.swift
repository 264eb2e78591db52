/// The order in which people sort names: runs of digits by their value, everything else letter by letter.
enum NaturalOrder {
  static func areInIncreasingOrder(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left[...], right[...])
    while let first = left.first, let second = right.first {
      if isDigit(first), isDigit(second) {
        let (one, other) = (number(&left), number(&right))
        if one != other { return (one.count, one) < (other.count, other) }
      } else if first != second {
        return first < second
      } else {
        left.removeFirst()
        right.removeFirst()
      }
    }
    return left.isEmpty && !right.isEmpty
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Takes the digits at the start, without leading zeros.
  private static func number(_ text: inout Substring) -> String {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return String(digits.drop { $0 == "0" })
  }
}
