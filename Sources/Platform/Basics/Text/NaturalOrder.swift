/// The order in which people and docker sort names: runs of digits by their value, everything else letter by letter.
package enum NaturalOrder {
  package static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left[...], right[...])
    while let first = left.first, let second = right.first {
      if first.isASCIIDigit, second.isASCIIDigit {
        let (leftRun, rightRun) = (left.prefix { $0.isASCIIDigit }, right.prefix { $0.isASCIIDigit })
        let (leftNumber, rightNumber) = (leftRun.drop { $0 == "0" }, rightRun.drop { $0 == "0" })
        if leftNumber.count != rightNumber.count { return leftNumber.count < rightNumber.count }
        if leftNumber != rightNumber { return leftNumber < rightNumber }
        if leftRun.count != rightRun.count { return leftRun.count < rightRun.count }
        left = left[leftRun.endIndex...]
        right = right[rightRun.endIndex...]
      } else if first != second {
        return first < second
      } else {
        left.removeFirst()
        right.removeFirst()
      }
    }
    return left.isEmpty && !right.isEmpty
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
