import Lessons
import Testing

/// Chapters that no author would write: whatever stands in one, it is read, and what is found fits the file.
///
/// `Tests/Benchmarks/chapters.py mutated` does the same a million times with the built program.
struct MutatedChapterTests {
  private static let root = "/" + #filePath.split(separator: "/Tests/")[0].drop { $0 == "/" }
  private static let folder = "\(root)/fixtures/chapters"
  private static let seeds: [[UInt8]] = (LessonFiles.disk.list(folder) ?? []).sorted().compactMap { name in
    name.hasSuffix(".md") ? (try? LessonFiles.disk.read("\(folder)/\(name)")) ?? nil : nil
  }

  @Test(arguments: 0..<8)
  func `no chapter crashes the reader, and every place is in its file`(seed: UInt64) {
    var mutation = Mutation(seed: seed)
    for _ in 0..<60 {
      let text = String(decoding: mutation.chapter(from: Self.seeds), as: UTF8.self)
      let chapter = Chapter(reading: [LessonSource(path: "c.md", text: text)])
      let count = text.count { $0.isNewline } + 1
      let steps = chapter.steps
      #expect(Set(steps.map(\.number)).count == steps.count, "\(text)")
      let found = steps.map(\.findings)
      let places =
        steps.map(\.place) + found.flatMap(\.commands).map(\.place) + found.flatMap(\.expected).map(\.place)
        + found.flatMap(\.blanks).flatMap(\.places) + found.flatMap(\.machines).map(\.place)
        + chapter.warnings.map(\.place)
      #expect(places.allSatisfy { (1...count).contains($0.line) && $0.column >= 1 }, "\(text)")
      #expect(chapter.choice.candidates.allSatisfy { $0.stepCount > 0 })
    }
  }

  @Test(arguments: StepStyle.allCases)
  func `a style that the author names never crashes either`(style: StepStyle) {
    for seed in Self.seeds {
      let text = String(decoding: seed, as: UTF8.self)
      let chapter = Chapter(reading: [LessonSource(path: "c.md", text: text)], style: style)
      #expect(chapter.choice.style == style)
      #expect(chapter.choice.isGiven)
    }
  }
}

/// Changes chapters at random, the same way for the same seed.
private struct Mutation {
  private var state: UInt64
  private static let scraps = [
    "```", "~~~", "```sh\n", "\n", "\r", "\r\n", "\t", "    ", "1. ", "10) ", "- [ ] ", "## Step 2\n",
    "<details>",
    "</details>", "<summary>Solution</summary>", "{{exec}}", "$ ", "# ", "> ", "\\\n", "<<EOF\n", "EOF\n",
    "（ヒント：", "）",
    "①", "\u{FEFF}", "\0", "|", "`", "{name}", "<!--", "-->", "---\n", "[a](b.md)", "📋 ", "::: task\n", "🇯🇵",
  ]

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  /// SplitMix64.
  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(max(bound, 1)))
  }

  mutating func chapter(from seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds[next(seeds.count)]
    for _ in 0...next(6) {
      let (from, length) = (next(bytes.count), next(40))
      let range = from..<min(bytes.count, from + length)
      switch next(5) {
      case 0: bytes.removeSubrange(range)
      case 1: bytes.insert(contentsOf: bytes[range], at: next(bytes.count))
      case 2: bytes.insert(contentsOf: Self.scraps[next(Self.scraps.count)].utf8, at: next(bytes.count))
      case 3: if !range.isEmpty { bytes[from] = UInt8(next(256)) }
      default: bytes.append(contentsOf: seeds[next(seeds.count)].prefix(300))
      }
    }
    return bytes
  }
}
