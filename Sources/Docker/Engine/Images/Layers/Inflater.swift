/// Unpacks deflate blocks (RFC 1951).
struct Inflater {
  private var input: BitReader
  private var output: [UInt8] = []
  private let limit: Int

  init(_ bytes: ArraySlice<UInt8>, limit: Int) {
    input = BitReader(bytes)
    self.limit = limit
  }

  mutating func run() throws(LayerError) -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try input.bits(1) == 1
      switch try input.bits(2) {
      case 0: try copyStored()
      case 1: try expand(.fixedLiterals, .fixedDistances)
      case 2:
        let codes = try dynamicCodes()
        try expand(codes.literals, codes.distances)
      default: throw .corrupt
      }
    }
    return output
  }

  private mutating func copyStored() throws(LayerError) {
    input.alignToByte()
    let length = try input.bits(16)
    guard try input.bits(16) == ~length & 0xFFFF else { throw .corrupt }
    guard output.count + length <= limit else { throw .tooLarge }
    output += try input.bytes(length)
  }

  private mutating func expand(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(LayerError) {
    while true {
      let symbol = try literals.symbol(&input)
      guard symbol != 256 else { return }
      guard output.count < limit else { throw .tooLarge }
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else {
        let length = try input.extended(Self.lengths, symbol - 257)
        let distance = try input.extended(Self.distances, try distances.symbol(&input))
        try repeatBytes(length, from: distance)
      }
    }
  }

  private mutating func repeatBytes(_ length: Int, from distance: Int) throws(LayerError) {
    guard distance <= output.count else { throw .corrupt }
    guard output.count + length <= limit else { throw .tooLarge }
    let start = output.count - distance
    for index in 0..<length { output.append(output[start + index]) }
  }

  /// The codes that a block of type 2 brings along (section 3.2.7).
  private mutating func dynamicCodes() throws(LayerError) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let literalCount = try input.bits(5) + 257
    let distanceCount = try input.bits(5) + 1
    let lengthCount = try input.bits(4) + 4
    var codeLengths = [Int](repeating: 0, count: 19)
    for index in Self.codeLengthOrder.prefix(lengthCount) { codeLengths[index] = try input.bits(3) }
    let lengthCode = try HuffmanCode(lengths: codeLengths)
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try lengthCode.symbol(&input) {
      case 16:
        guard let last = lengths.last else { throw .corrupt }
        lengths += Array(repeating: last, count: 3 + (try input.bits(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try input.bits(3)))
      case 18: lengths += Array(repeating: 0, count: 11 + (try input.bits(7)))
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw .corrupt }
    return (
      try HuffmanCode(lengths: Array(lengths[..<literalCount])),
      try HuffmanCode(lengths: Array(lengths[literalCount...]))
    )
  }

  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// Lengths 3 to 258 and distances 1 to 32 768: the smallest of each symbol and its extra bits (section 3.2.5).
  private static let lengths = extraBitTable(from: 3, bits: (0..<28).map { max(0, $0 / 4 - 1) }) + [(258, 0)]
  private static let distances = extraBitTable(from: 1, bits: (0..<30).map { max(0, $0 / 2 - 1) })

  private static func extraBitTable(from start: Int, bits: [Int]) -> [(base: Int, bits: Int)] {
    var base = start
    return bits.map { count in
      defer { base += 1 << count }
      return (base, count)
    }
  }
}
