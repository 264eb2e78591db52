import Markdown

/// Finds words that say on which machine a step is done.
struct MachineCueReading {
  private let sources: ChapterSources

  init(sources: ChapterSources) {
    self.sources = sources
  }

  func cues(in pieces: [Piece]) -> [MachineCue] {
    pieces.flatMap { cues(in: $0.block, $0.file) }
  }

  private func cues(in block: Block, _ file: String) -> [MachineCue] {
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines): cues(in: inlines.plainText, block, file)
    case .list(let list): list.items.flatMap(\.blocks).flatMap { cues(in: $0, file) }
    case .quote(let blocks): blocks.flatMap { cues(in: $0, file) }
    default: []
    }
  }

  private func cues(in text: String, _ block: Block, _ file: String) -> [MachineCue] {
    var found: [(words: String, target: MachineCue.Target)] = Self.plainFinder.all(in: text).map {
      Self.plainWords[$0]
    }
    if Self.nounFinder.isIn(text) { found += Self.english(text.lowercased()) }
    if Self.nameFinder.isIn(text) { found += Self.named(text) }
    guard !found.isEmpty else { return [] }
    let isLasting = Self.lasting.isIn(text)
    var seen: Set<String> = []
    found = Array(found.filter { seen.insert($0.words).inserted }.prefix(Self.mostCues))
    // Of words that stand in one another, such as "the other node" and "other node", the longest counts.
    let longest = found.filter { cue in
      !found.contains { $0.words.count > cue.words.count && $0.words.contains(cue.words) }
    }
    return longest.map { words, target in
      MachineCue(words: words, target: target, isLasting: isLasting, place: place(of: words, in: block, file))
    }
  }

  private func place(of words: String, in block: Block, _ file: String) -> SourcePlace {
    let words = words.lowercased()
    for number in block.lines {
      let lowered = sources.text(line: number, of: file).lowercased()
      if let range = lowered.firstRange(of: words) {
        let column = lowered.distance(from: lowered.startIndex, to: range.lowerBound) + 1
        return SourcePlace(file: file, line: number, column: column)
      }
    }
    return SourcePlace(file: file, line: block.lines.lowerBound, column: block.column)
  }

  private static let lasting = PhraseFinder([
    "from now on", "from here on", "following steps", "remaining steps", "rest of this",
    "until further notice", "ここからの",
    "ここから先", "以降の手順", "これ以降", "以降は", "从现在开始", "以下步骤", "à partir de maintenant", "ab jetzt",
    "a partir de ahora",
  ])

  private static let plain: [(MachineCue.Target, [String])] = [
    (
      .other,
      [
        "別マシン", "別のマシン", "別サーバ", "別のサーバ", "別ホスト", "別のホスト", "別ノード", "別のノード", "もう一台", "もう1台", "もう１台",
        "もうひとつのマシン",
        "2台目", "２台目", "二台目", "他のマシン", "另一台", "另外一台", "其他机器", "autre machine", "autre serveur", "autre hôte",
        "deuxième machine", "otra máquina", "otro servidor", "otro equipo", "segunda máquina",
        "anderen rechner",
        "anderer rechner", "zweiten rechner", "anderen maschine", "anderen server", "outra máquina",
        "outro servidor", "다른 머신",
        "다른 서버", "다른 컴퓨터", "다른 호스트",
      ]
    ),
    (
      .both,
      ["両方の", "両マシン", "両サーバ", "すべてのノード", "全ノード", "全てのノード", "两台机器", "les deux machines", "beiden rechnern"]
    ),
    (.first, ["ホストosで", "ホストosに戻", "元のマシン", "1台目", "１台目", "最初のマシン", "ホストマシンで"]),
  ]

  private static let plainWords = plain.flatMap { target, words in words.map { (words: $0, target: target) } }
  private static let plainFinder = PhraseFinder(plainWords.map(\.words))
  private static let nounFinder = PhraseFinder(nouns.map { " " + $0 })
  private static let nameFinder = PhraseFinder(names + ["【"])

  /// A paragraph that speaks of more machines than this speaks of none in particular.
  private static let mostCues = 50

  private static let nouns = [
    "machine", "host", "server", "computer", "node", "vm", "laptop", "box", "instance",
  ]
  private static let verbs = ["on", "from", "into", "to", "at", "using"]

  /// "on another machine", "from the other host", "on both nodes", "on the first machine".
  private static func english(_ text: String) -> [(String, MachineCue.Target)] {
    let words =
      text.utf8.allSatisfy { $0 < 0x80 }
      ? text.utf8.split { !isWord($0) }.map { Substring($0) }
      : text.split { !($0.isLetter || $0.isNumber || $0 == "-") }
    var found: [(String, MachineCue.Target)] = []
    for index in words.indices {
      let noun = words[index].hasSuffix("s") ? words[index].dropLast() : words[index]
      guard nouns.contains(String(noun)), index >= 2 else { continue }
      var start = index - 1
      let kind = words[start]
      if start > 0, ["the", "your", "a"].contains(words[start - 1]) { start -= 1 }
      guard let verb = start > 0 ? words[start - 1] : nil, verbs.contains(String(verb)) else { continue }
      let isMove =
        verb != "to"
        || start > 1 && ["go", "switch", "in", "back", "move", "over"].contains(words[start - 2])
      guard isMove else { continue }
      let span = String(text[words[start - 1].startIndex..<words[index].endIndex])
      switch kind {
      case "another", "other", "second", "different", "remote": found.append((span, .other))
      case "both", "all", "each", "every": found.append((span, .both))
      case "first", "original": found.append((span, .first))
      case "the" where noun == "host": found.append((span, .first))
      default: break
      }
    }
    return found
  }

  private static let names = ["node", "worker", "manager", "host", "vm", "server", "machine", "master"]

  /// Whether a byte is one of ASCII's letters or digits, or a hyphen.
  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
  }

  /// "on node1", "Execute on worker-2", 【registryノードで実施】.
  private static func named(_ text: String) -> [(String, MachineCue.Target)] {
    var found: [(String, MachineCue.Target)] = []
    let words = text.utf8.split { !isWord($0) && $0 != UInt8(ascii: "_") }.map { Substring($0) }
    for (before, word) in zip(words, words.dropFirst())
    where ["on", "from", "to", "On", "From"].contains(before) {
      let stem = word.lowercased().prefix { $0.isLetter }
      let rest = word.dropFirst(stem.count).drop { $0 == "-" || $0 == "_" }
      if names.contains(String(stem)), !rest.isEmpty, rest.allSatisfy(\.isNumber) {
        found.append((String(word), .named(String(word))))
      }
    }
    if let open = text.firstIndex(of: "【"), let close = text[open...].firstIndex(of: "】") {
      let inside = text[text.index(after: open)..<close]
      for noun in ["ノードで", "サーバで", "サーバーで", "マシンで"] {
        if let range = inside.firstRange(of: noun), range.lowerBound > inside.startIndex {
          let name = String(inside[..<range.lowerBound])
          found.append((name, .named(name)))
          break
        }
      }
    }
    return found
  }
}
