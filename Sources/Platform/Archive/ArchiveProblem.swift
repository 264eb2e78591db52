import Basics

/// Why an archive is not read, or not read on.
package enum ArchiveProblem: UserFacingError, Hashable {
  /// The bytes are neither zip nor tar.
  case notAnArchive
  /// It breaks off or contradicts itself; in libarchive's words.
  case damaged(String)
  case tooManyEntries(limit: Int)
  case tooManyBytes(limit: Int)
  /// libarchive is not installed.
  case noLibrary
  /// The file cannot be opened or read.
  case unreadable(SystemError)

  package var summary: Phrase {
    switch self {
    case .notAnArchive: Phrase(en: "it is neither a zip nor a tar archive", ja: "zip でも tar でもありません")
    case .damaged(let words): Phrase(en: "the archive is damaged: \(words)", ja: "アーカイブが壊れています: \(words)")
    case .tooManyEntries(let limit):
      Phrase(en: "the archive has more than \(limit) entries", ja: "アーカイブの項目が \(limit) 個を超えています")
    case .tooManyBytes(let limit):
      Phrase(
        en: "the archive unpacks to more than \(ByteCount.text(limit))",
        ja: "アーカイブを展開すると \(ByteCount.text(limit)) を超えます")
    case .noLibrary:
      Phrase(en: "libarchive is not installed", ja: "libarchive がインストールされていません")
    case .unreadable(let error): error.summary
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .noLibrary:
      Phrase(
        en: "Install it: apt install libarchive13, or brew install libarchive.",
        ja: "インストールしてください: apt install libarchive13、または brew install libarchive")
    case .unreadable(let error): error.remedy
    default: nil
    }
  }

  package var exitCode: ExitCode { .undetermined }
}

/// Why one entry of an archive is not read; the others are.
package enum EntryRefusal: Error, Sendable, Hashable {
  case symbolicLink
  case hardLink
  /// A device, a pipe or a socket.
  case special
  /// The name begins at the root of a file system.
  case absoluteName
  /// The name leads out of the archive.
  case climbingName
  case controlCharacters
  case nameTooLong(limit: Int)
  /// The entry has no name, or one that cannot be read.
  case unnamed
  /// An entry before it has the same name.
  case duplicate
  case tooLarge(limit: Int)
  case encrypted
  /// Its bytes do not unpack; in libarchive's words.
  case damaged(String)

  package var summary: Phrase {
    switch self {
    case .symbolicLink: Phrase(en: "it is a symbolic link", ja: "シンボリックリンクです")
    case .hardLink: Phrase(en: "it is a hard link", ja: "ハードリンクです")
    case .special: Phrase(en: "it is a device, a pipe or a socket", ja: "デバイス、パイプ、またはソケットです")
    case .absoluteName: Phrase(en: "its name is an absolute path", ja: "名前が絶対パスです")
    case .climbingName: Phrase(en: "its name leads out of the archive (..)", ja: "名前がアーカイブの外（..）を指しています")
    case .controlCharacters: Phrase(en: "its name has control characters", ja: "名前に制御文字が含まれています")
    case .nameTooLong(let limit):
      Phrase(en: "its name is longer than \(limit) bytes", ja: "名前が \(limit) バイトを超えています")
    case .unnamed: Phrase(en: "it has no readable name", ja: "読み取れる名前がありません")
    case .duplicate: Phrase(en: "another entry has the same name", ja: "同じ名前の項目がほかにあります")
    case .tooLarge(let limit):
      Phrase(en: "it is larger than \(ByteCount.text(limit))", ja: "\(ByteCount.text(limit)) を超えています")
    case .encrypted: Phrase(en: "it is encrypted", ja: "暗号化されています")
    case .damaged(let words): Phrase(en: "it does not unpack: \(words)", ja: "展開できません: \(words)")
    }
  }
}

/// Numbers of bytes as people read them.
package enum ByteCount {
  /// `16 MiB` where the number is a whole one, else in bytes.
  package static func text(_ count: Int) -> String {
    for (name, size) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where count >= size && count % size == 0 {
      return "\(count / size) \(name)"
    }
    return "\(count) B"
  }
}
