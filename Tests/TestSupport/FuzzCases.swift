import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a reader did with one input.
package enum FuzzVerdict: Sendable {
  case refused
  case accepted
  /// It did what it must not do.
  case fault(String)
}

/// What came of all cases.
package struct FuzzReport: Sendable {
  package let cases: Int
  package let accepted: Int
  /// The first few, each with the number of its case and the input.
  package let faults: [String]
}

/// Inputs for a reader, made from a corpus by a seeded generator: the same seed makes the same inputs everywhere.
///
/// The corpus is `fixtures/fuzz/NAME/`, one input in each file, or `fixtures/fuzz/NAME.txt`, one in each line. In the
/// environment, `DOJO_FUZZ_CASES` raises the number of cases, `DOJO_FUZZ_SEED` makes others, `DOJO_FUZZ_CASE` picks one, and
/// `DOJO_FUZZ_PROGRESS` names a file that tells which case is under way, for whoever looks into a crash.
package struct FuzzCases {
  private let name: String
  private let corpus: [[UInt8]]
  private let words: [[UInt8]]
  private let longest: Int

  /// Reads a corpus; `words` are put into the inputs as they are, and none gets longer than `longest` bytes by much.
  package init(_ name: String, words: [String], longest: Int = 4_096) throws {
    self.name = name
    self.words = words.map { Array($0.utf8) }
    self.longest = longest
    let base =
      #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/fixtures/fuzz/\(name)"
    if Folders.isFolder(base) {
      corpus = try Folders.names(in: base).sorted().map { try FileBytes.read("\(base)/\($0)") }
    } else {
      let lines = try FileBytes.read("\(base).txt").split(separator: 0x0A, omittingEmptySubsequences: false)
      corpus = lines.dropLast().map(Array.init)
    }
  }

  /// Shows each input of the corpus to a reader, and then as many that were made from it.
  package func run(_ count: Int, _ judge: ([UInt8]) throws -> FuzzVerdict) rethrows -> FuzzReport {
    let wanted = Self.number("DOJO_FUZZ_CASES") ?? count
    let seed = UInt64(Self.number("DOJO_FUZZ_SEED") ?? 1)
    let only = Self.number("DOJO_FUZZ_CASE")
    let progress = Self.variable("DOJO_FUZZ_PROGRESS").map { unsafe open($0, O_WRONLY | O_CREAT, 0o600) }
    defer { if let progress { _ = close(progress) } }
    let start = ContinuousClock.now
    var accepted = 0
    var faults: [String] = []
    for number in only.map({ $0..<($0 + 1) }) ?? 0..<(wanted + corpus.count) {
      let input = self.input(number, seed)
      if let progress { note(number, in: progress) }
      switch try judge(input) {
      case .refused: break
      case .accepted: accepted += 1
      case .fault(let reason):
        guard faults.count < 5 else { break }
        faults.append("\(name), case \(number) of seed \(seed): \(reason): \(Self.spelled(input))")
      }
    }
    if wanted != count {
      print("fuzz \(name): \(wanted) cases, \(accepted) accepted, \(ContinuousClock.now - start)")
    }
    return FuzzReport(cases: wanted, accepted: accepted, faults: faults)
  }

  private func note(_ number: Int, in file: Int32) {
    let digits = Array(String(number + 1_000_000_000).utf8)
    _ = unsafe digits.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  /// The input of a case: itself of the corpus, or something like it.
  private func input(_ number: Int, _ seed: UInt64) -> [UInt8] {
    guard number >= corpus.count else { return corpus[number] }
    var chance = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number))
    var input = corpus.randomElement(using: &chance) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &chance) { change(&input, &chance) }
    if input.count > longest { input.removeLast(input.count - longest) }
    return input
  }

  private func change(_ input: inout [UInt8], _ chance: inout SplitMix) {
    let place = Int.random(in: 0...input.count, using: &chance)
    let end = min(input.count, place + Int.random(in: 1...8, using: &chance))
    switch Int.random(in: 0..<9, using: &chance) {
    case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 1: input.insert(Self.byte(&chance), at: place)
    case 2: input.removeSubrange(place..<end)
    case 3: input.insert(contentsOf: words.randomElement(using: &chance) ?? [], at: place)
    case 4: input.replaceSubrange(place..<end, with: words.randomElement(using: &chance) ?? [])
    case 5:
      let piece = Array(input[place..<end])
      for _ in 0..<Int.random(in: 1...40, using: &chance) { input.insert(contentsOf: piece, at: place) }
    case 6:
      guard let other = corpus.randomElement(using: &chance) else { return }
      input = input[..<place] + other.suffix(Int.random(in: 0...other.count, using: &chance))
    case 7: input.removeSubrange(place...)
    default: if place < input.count { input[place] = Self.byte(&chance) }
    }
  }

  /// Any byte, but mostly those that mean something somewhere.
  private static func byte(_ chance: inout SplitMix) -> UInt8 {
    let telling = Array(" \t\r\n:/@.-_%?&=+,;\"\\<>{}[]0159azAZ~\u{0}\u{7f}".utf8)
    return Bool.random(using: &chance)
      ? telling.randomElement(using: &chance) ?? 0 : UInt8.random(in: 0...255, using: &chance)
  }

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func number(_ name: String) -> Int? { variable(name).flatMap { Int($0) } }

  /// An input as a Swift literal would spell it.
  private static func spelled(_ input: [UInt8]) -> String {
    let text = input.prefix(600).map { byte in
      switch byte {
      case 0x22, 0x5C: "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: String(UnicodeScalar(byte))
      default: "\\u{\(String(byte, radix: 16))}"
      }
    }
    return "\"\(text.joined())\"" + (input.count > 600 ? " and \(input.count - 600) bytes more" : "")
  }
}

/// A small generator whose numbers are the same everywhere.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
