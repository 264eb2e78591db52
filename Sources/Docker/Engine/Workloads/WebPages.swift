#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The pages of a web server: a folder that is mounted over its root, or the files of its image.
enum WebPages: Sendable {
  case folder(String)
  /// Content by path below the root, without a leading slash.
  case files([String: [UInt8]])

  /// A page, or why there is none.
  enum Page: Sendable, Hashable {
    case content([UInt8], type: String)
    /// A folder that was asked for without a slash at its end.
    case folder
    case missing
  }

  /// The page for a path; a folder shows its `index.html`.
  func page(_ path: String) -> Page {
    let segments = path.split(separator: "/").map(String.init)
    guard !segments.contains("..") else { return .missing }
    let name = segments.joined(separator: "/")
    if !path.hasSuffix("/"), isFolder(name) { return .folder }
    let file = path.hasSuffix("/") ? (segments + ["index.html"]).joined(separator: "/") : name
    return content(file).map { .content($0, type: Self.type(of: file)) } ?? .missing
  }

  private func isFolder(_ name: String) -> Bool {
    guard !name.isEmpty else { return true }
    switch self {
    case .folder(let root):
      var isFolder = false
      return FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder) && isFolder
    case .files(let files): return files.keys.contains { $0.hasPrefix("\(name)/") }
    }
  }

  private func content(_ name: String) -> [UInt8]? {
    switch self {
    case .folder(let root): FileManager.default.contents(atPath: "\(root)/\(name)").map { Array($0) }
    case .files(let files): files[name]
    }
  }

  private static func type(of name: String) -> String {
    let types = [
      "html": "text/html", "htm": "text/html", "css": "text/css", "js": "application/javascript",
      "json": "application/json", "txt": "text/plain", "png": "image/png", "jpg": "image/jpeg",
      "jpeg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif", "ico": "image/x-icon",
    ]
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return types[ending] ?? "application/octet-stream"
  }
}
