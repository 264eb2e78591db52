import Basics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder in which dojo's own lessons and images lie.
struct DojoHome: Sendable, Equatable {
  let path: String

  var lessons: String { "\(path)/lessons" }
  var images: String { "\(path)/fixtures/images" }

  /// Looks in `$DOJO_HOME`, then in `<prefix>/share/dojo` beside the installed binary, then in the checkout that
  /// the binary was built in; `executable` is the running binary, links resolved.
  static func find(
    environment: [String: String], executable: String, isFolder: (String) -> Bool = Self.isFolder
  ) throws(DojoHomeError) -> Self {
    func holdsLessons(_ path: String) -> Bool {
      isFolder("\(path)/lessons") && isFolder("\(path)/fixtures/images")
    }

    if let named = environment["DOJO_HOME"], !named.isEmpty {
      guard holdsLessons(named) else { throw .namedFolderIsNotOne(named) }
      return Self(path: named)
    }
    var folder = parent(of: executable)
    let installed = "\(parent(of: folder))/share/dojo"
    if holdsLessons(installed) { return Self(path: installed) }
    while folder != "/" {
      if holdsLessons(folder) { return Self(path: folder) }
      folder = parent(of: folder)
    }
    throw .notFound(executable: executable)
  }

  static func isFolder(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}

/// Why dojo's own lessons and images could not be found.
enum DojoHomeError: UserFacingError, Equatable {
  case namedFolderIsNotOne(String)
  case notFound(executable: String)

  var summary: Phrase {
    switch self {
    case .namedFolderIsNotOne(let path):
      Phrase(
        en: "DOJO_HOME is \(path), but there is no lessons and fixtures/images folder in it",
        ja: "DOJO_HOME は \(path) ですが、その中に lessons と fixtures/images がありません")
    case .notFound(let executable):
      Phrase(
        en: "the lessons that belong to \(executable) were not found",
        ja: "\(executable) に付属するレッスンが見つかりません")
    }
  }

  var remedy: Phrase? {
    Phrase(
      en: "Set DOJO_HOME to a checkout of dojo, or to an installed share/dojo folder.",
      ja: "DOJO_HOME に、dojo のチェックアウトか、インストールした share/dojo フォルダーを指定してください。")
  }

  var exitCode: ExitCode { .undetermined }
}
