/// The pages of a web server: what stands below its root in the container's files at the moment they are asked for.
struct WebPages: Sendable {
  /// What stands at a path below the root.
  enum Found: Sendable, Hashable {
    case file([UInt8])
    case folder
    case missing
  }

  /// A page, or why there is none.
  enum Page: Sendable, Hashable {
    case content([UInt8], type: String)
    /// A folder that was asked for without a slash at its end.
    case folder
    case missing
  }

  private let look: @Sendable (_ name: String) async -> Found

  /// `look` is given plain paths, without a slash at either end.
  init(_ look: @escaping @Sendable (_ name: String) async -> Found) {
    self.look = look
  }

  /// The page for a path; a folder shows its `index.html`.
  func page(_ path: String) async -> Page {
    let segments = path.split(separator: "/").map(String.init)
    guard !segments.contains(".."), !segments.contains(".") else { return .missing }
    let file = (path.hasSuffix("/") ? segments + ["index.html"] : segments).joined(separator: "/")
    return switch await look(file) {
    case .file(let bytes): .content(bytes, type: Self.type(of: file))
    case .folder: path.hasSuffix("/") ? .missing : .folder
    case .missing: .missing
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
