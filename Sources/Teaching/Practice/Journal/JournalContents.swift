import Basics

/// What a journal file says, and what in it could not be read.
package struct JournalContents: Sendable, Equatable {
  package private(set) var entries: [JournalEntry] = []
  package private(set) var damages: [JournalDamage] = []
  /// How much of the file is to be kept before the next line is added, in bytes.
  package private(set) var length = 0
  /// Whether the last line is whole but lacks its newline.
  package private(set) var lacksNewline = false

  /// Reads the bytes of a journal; damage is reported and passed over, never an error.
  package init(reading bytes: [UInt8]) {
    var number = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      number += 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      read(bytes[start..<(end ?? bytes.endIndex)], number: number, isTerminated: end != nil)
      start = end.map { $0 + 1 } ?? bytes.endIndex
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int, isTerminated: Bool) {
    if let entry = JournalEntry(line: line) {
      entries.append(entry)
      lacksNewline = !isTerminated
    } else if !isTerminated {
      damages.append(.torn(line: number))
      return
    } else if !line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) {
      damages.append(.unreadable(line: number))
    }
    length = line.endIndex + (isTerminated ? 1 : 0)
  }
}

/// A line of a journal that could not be read.
package enum JournalDamage: Sendable, Hashable {
  /// The last line was cut off in the middle of being written; it is dropped.
  case torn(line: Int)
  /// A line is not dojo's; it is passed over and stays in the file.
  case unreadable(line: Int)

  /// What the learner is told about it.
  package var notice: Phrase {
    switch self {
    case .torn(let line):
      Phrase(
        en: "The journal's last line (\(line)) was cut off while it was written, so that one event is lost.",
        ja: "記録の最後の行（\(line) 行目）は書き込みの途中で途切れていました。その 1 件だけが失われました。")
    case .unreadable(let line):
      Phrase(
        en: "Line \(line) of the journal is not readable; it is skipped and left as it is.",
        ja: "記録の \(line) 行目は読み取れません。この行は飛ばし、ファイルはそのまま残します。")
    }
  }
}
