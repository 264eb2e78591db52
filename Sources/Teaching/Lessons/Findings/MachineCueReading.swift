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
    case .paragraph, .heading: cues(in: block.words, block, file)
    case .list(let list): list.items.flatMap(\.blocks).flatMap { cues(in: $0, file) }
    case .quote(let blocks): blocks.flatMap { cues(in: $0, file) }
    default: []
    }
  }

  private func cues(in text: String, _ block: Block, _ file: String) -> [MachineCue] {
    let signs = Self.finder.all(in: text)
    guard !signs.isEmpty else { return [] }
    var found: [(words: String, target: MachineCue.Target)] = signs.filter { $0 < Self.plainWords.count }.map
    {
      Self.plainWords[$0]
    }
    if signs.contains(where: Self.nounSigns.contains) { found += Self.english(text) }
    if signs.contains(where: Self.nameSigns.contains) { found += Self.numbered(text) }
    if signs.contains(Self.bracketSign) { found += Self.bracketed(text) }
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
    let (words, letters) = (words.lowercased(), Array(words.lowercased().utf8))
    for number in block.lines {
      let line = sources.lines(of: file)?.bytes(line: number) ?? []
      if let offset = ByteWords.offset(of: letters, in: line) {
        let column = String(decoding: line.prefix(offset), as: UTF8.self).count + 1
        return SourcePlace(file: file, line: number, column: column)
      }
      // Letters beyond ASCII's have large forms too.
      if words.utf8.count == words.count { continue }
      let lowered = String(decoding: line, as: UTF8.self).lowercased()
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
  /// One look finds them all: the plain words first, then the nouns, then what names are made of.
  private static let finder = PhraseFinder(
    plainWords.map(\.words) + nouns.map { " " + $0 } + names + ["【"])
  private static let nounSigns = plainWords.count..<(plainWords.count + nouns.count)
  private static let nameSigns = nounSigns.upperBound..<(nounSigns.upperBound + names.count)
  private static let bracketSign = nameSigns.upperBound

  /// A paragraph that speaks of more machines than this speaks of none in particular.
  private static let mostCues = 50

  private static let nouns = [
    "machine", "host", "server", "computer", "node", "vm", "laptop", "box", "instance",
  ]
  private static let nounWords = ByteWords.list(nouns + nouns.map { $0 + "s" })
  private static let verbs = ByteWords.list(["on", "from", "into", "to", "at", "using"])
  private static let articles = ByteWords.list(["the", "your", "a"])
  private static let moves = ByteWords.list(["go", "switch", "in", "back", "move", "over"])
  private static let the = ByteWords.list(["the"])
  private static let to = ByteWords.list(["to"])
  private static let host = ByteWords.list(["host", "hosts"])
  private static let kinds: [(words: [[UInt8]], target: MachineCue.Target)] = [
    (ByteWords.list(["another", "other", "second", "different", "remote"]), .other),
    (ByteWords.list(["both", "all", "each", "every"]), .both),
    (ByteWords.list(["first", "original"]), .first),
  ]

  /// "on another machine", "from the other host", "on both nodes", "on the first machine".
  private static func english(_ text: String) -> [(String, MachineCue.Target)] {
    let words = ByteWords(lowering: text)
    var found: [(String, MachineCue.Target)] = []
    for index in words.indices.dropFirst(2) where words.isOne(of: nounWords, at: index) {
      var start = index - 1
      let kind = start
      if start > 0, words.isOne(of: articles, at: start - 1) { start -= 1 }
      guard start > 0, words.isOne(of: verbs, at: start - 1) else { continue }
      let isMove =
        !words.isOne(of: to, at: start - 1) || start > 1 && words.isOne(of: moves, at: start - 2)
      guard isMove else { continue }
      let own = kinds.first { words.isOne(of: $0.words, at: kind) }?.target
      let isTheHost = words.isOne(of: the, at: kind) && words.isOne(of: host, at: index)
      guard let target = own ?? (isTheHost ? .first : nil) else { continue }
      found.append((words.text(from: start - 1, to: index), target))
    }
    return found
  }

  private static let names = ["node", "worker", "manager", "host", "vm", "server", "machine", "master"]
  private static let nameWords = ByteWords.list(names)
  private static let places = ByteWords.list(["on", "from", "to", "On", "From"])

  /// "on node1", "Execute on worker-2".
  private static func numbered(_ text: String) -> [(String, MachineCue.Target)] {
    guard ByteWords.haveNumberedWord(text) else { return [] }
    let words = ByteWords(namesIn: text)
    return words.indices.dropFirst().compactMap { index in
      guard words.isOne(of: places, at: index - 1), words.isNumbered(nameWords, at: index) else { return nil }
      let word = words.text(from: index, to: index)
      return (word, .named(word))
    }
  }

  /// 【registryノードで実施】.
  private static func bracketed(_ text: String) -> [(String, MachineCue.Target)] {
    guard let open = text.firstIndex(of: "【"), let close = text[open...].firstIndex(of: "】") else {
      return []
    }
    let inside = text[text.index(after: open)..<close]
    for noun in ["ノードで", "サーバで", "サーバーで", "マシンで"] {
      guard let range = inside.firstRange(of: noun), range.lowerBound > inside.startIndex else { continue }
      let name = String(inside[..<range.lowerBound])
      return [(name, .named(name))]
    }
    return []
  }
}
