import Markdown

/// Solutions that stand in files of their own, to which the chapter links with a word such as "solution".
struct LinkedSolutions {
  /// The parts of each file that is numbered, by the file's path as linked.
  private var keys: [String: [Int: [Piece]]] = [:]
  /// The blocks of each file that is not.
  private var whole: [String: [Piece]] = [:]
  /// The order in which the chapter links to them.
  private var order: [String] = []

  static let none = Self()

  /// Adds a file under the address that links to it.
  mutating func add(_ address: String, _ pieces: [Piece], _ transcripts: Transcripts) {
    order.append(address)
    if let numbered = SolutionKey.numbered(pieces, transcripts) {
      keys[address] = numbered
    } else {
      whole[address] = pieces.filter { !$0.block.isHeading }
    }
  }

  /// The solution of a step: from the file that the step links to, else by its number.
  func solution(number: Int, in body: [Piece]) -> [Piece]? {
    guard !order.isEmpty else { return nil }
    for link in body.flatMap({ Self.links(in: $0.block) }) {
      if let own = keys[link]?[number] ?? whole[link] { return own }
    }
    return order.lazy.compactMap { keys[$0]?[number] }.first
  }

  /// The addresses of Markdown files to which links that promise solutions lead, without fragments.
  static func links(in block: Block) -> [String] {
    switch block.kind {
    case .paragraph(let inlines), .heading(_, let inlines): inlines.flatMap { links(in: $0) }
    case .list(let list): list.items.flatMap(\.blocks).flatMap { links(in: $0) }
    case .quote(let blocks): blocks.flatMap { links(in: $0) }
    case .details(let details): details.blocks.flatMap { links(in: $0) }
    case .table(let table): table.rows.flatMap(\.self).flatMap { $0.flatMap { links(in: $0) } }
    default: []
    }
  }

  private static func links(in inline: Inline) -> [String] {
    switch inline {
    case .link(let text, let destination):
      let address = String(Substring(destination.utf8.prefix { $0 != UInt8(ascii: "#") }))
      let isFile = address.lowercased().hasSuffix(".md") && !address.contains(":") && !address.hasPrefix("/")
      return isFile && HelpWords.promiseSolution(text.plainText) ? [address] : []
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner):
      return inner.flatMap { links(in: $0) }
    default: return []
    }
  }
}
