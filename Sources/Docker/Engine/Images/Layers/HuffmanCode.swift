/// A canonical prefix code (RFC 1951 section 3.2.2).
struct HuffmanCode {
  /// How many codes there are of each length, 0 to 15 bits.
  private var counts = [Int](repeating: 0, count: 16)
  /// The symbols, by length and then by value.
  private let symbols: [Int]

  /// Makes the code whose symbols have these lengths; lengths that no code can have are corrupt.
  init(lengths: [Int]) throws(LayerError) {
    self.init(unchecked: lengths)
    var free = 1
    for count in counts.dropFirst() {
      free = free * 2 - count
      guard free >= 0 else { throw .corrupt }
    }
  }

  private init(unchecked lengths: [Int]) {
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
  }

  static let fixedLiterals = HuffmanCode(
    unchecked: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = HuffmanCode(unchecked: Array(repeating: 5, count: 30))

  /// Reads one symbol.
  func symbol(_ input: inout BitReader) throws(LayerError) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for count in counts.dropFirst() {
      code |= try input.bits(1)
      if code - first < count { return symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw .corrupt
  }
}

/// Bits of bytes, the lowest first, as deflate packs them.
struct BitReader {
  private let source: ArraySlice<UInt8>
  private var next: Int
  private var held = 0
  private var heldCount = 0

  init(_ bytes: ArraySlice<UInt8>) {
    source = bytes
    next = bytes.startIndex
  }

  /// A number of up to 16 bits.
  mutating func bits(_ count: Int) throws(LayerError) -> Int {
    while heldCount < count {
      guard next < source.endIndex else { throw .truncated }
      held |= Int(source[next]) << heldCount
      heldCount += 8
      next += 1
    }
    defer {
      held >>= count
      heldCount -= count
    }
    return held & ((1 << count) - 1)
  }

  /// Drops the rest of a byte that was begun.
  mutating func alignToByte() {
    held >>= heldCount % 8
    heldCount -= heldCount % 8
  }

  /// Whole bytes; only after `alignToByte`.
  mutating func bytes(_ count: Int) throws(LayerError) -> ArraySlice<UInt8> {
    next -= heldCount / 8
    (held, heldCount) = (0, 0)
    guard next + count <= source.endIndex else { throw .truncated }
    defer { next += count }
    return source[next..<next + count]
  }

  /// A value that a symbol starts and extra bits finish.
  mutating func extended(
    _ table: [(base: Int, bits: Int)], _ symbol: Int
  ) throws(LayerError) -> Int {
    guard table.indices.contains(symbol) else { throw .corrupt }
    return table[symbol].base + (try bits(table[symbol].bits))
  }
}
