import ArgumentParser

/// A number of bytes as people write it: `1048576`, `500M`, `2GiB`.
struct ByteCount: ExpressibleByArgument, Equatable, Sendable {
  let bytes: Int

  init(bytes: Int) {
    self.bytes = bytes
  }

  /// Reads digits and perhaps a unit, each of them 1024 of the one before; `nil` for anything else, and for zero.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 0, "B": 0, "K": 1, "M": 2, "G": 3, "T": 4]
    var unit = argument.dropFirst(digits.count).uppercased()
    if unit.count > 2, unit.hasSuffix("IB") { unit.removeLast(2) }
    if unit.count > 1, unit.hasSuffix("B") { unit.removeLast() }
    guard let number = Int(digits), number > 0, let power = units[unit] else { return nil }
    var bytes = number
    for _ in 0..<power {
      let (product, overflows) = bytes.multipliedReportingOverflow(by: 1024)
      guard !overflows else { return nil }
      bytes = product
    }
    self.bytes = bytes
  }
}
