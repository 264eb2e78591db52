import Basics
import DockerAPI

/// The logins that docker remembers, in `config.json`.
struct Credentials: Sendable {
  struct Login: Sendable, Equatable {
    let user: String
    let password: String
  }

  /// How Docker Hub is called in that file.
  static let hub = "https://index.docker.io/v1/"

  private let folder: String

  init(folder: String) {
    self.folder = folder
  }

  var path: String { folder + "/config.json" }

  /// The registry as the file calls it: its host and port, Docker Hub by its old address.
  static func serverKey(_ server: String) -> String {
    var name = server[...]
    for scheme in ["https://", "http://"] where name.hasPrefix(scheme) { name = name.dropFirst(scheme.count) }
    let host = String(name.prefix { $0 != "/" })
    return ["", "docker.io", "index.docker.io", "registry-1.docker.io"].contains(host) ? hub : host
  }

  /// What is remembered for a registry.
  func login(for server: String) -> Login? {
    guard let entry = document["auths"]?[server], let encoded = entry["auth"]?.string,
      let bytes = Base64.decoded(encoded)
    else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return Login(
      user: String(decoding: parts[0], as: UTF8.self), password: String(decoding: parts[1], as: UTF8.self))
  }

  /// The value of `X-Registry-Auth` for a registry; an empty object when nothing is remembered.
  func header(for domain: String) -> String {
    let server = Self.serverKey(domain)
    guard let login = login(for: server) else { return "e30=" }
    let content: JSONValue = [
      "username": .string(login.user), "password": .string(login.password), "serveraddress": .string(server),
    ]
    return Base64.encoded(content.utf8(.init(escapesHTML: true)), isForURL: true)
  }

  /// Remembers a login; tells whether the file changed.
  func store(_ login: Login, for server: String) throws(SystemError) -> Bool {
    guard self.login(for: server) != login else { return false }
    let auth = Base64.encoded(Array("\(login.user):\(login.password)".utf8))
    try change { $0[server] = ["auth": .string(auth)] }
    return true
  }

  func remove(_ server: String) throws(SystemError) {
    guard document["auths"]?[server] != nil else { return }
    try change { $0[server] = nil }
  }

  private var document: JSONValue {
    guard let bytes = try? FileBytes.read(path), let document = try? JSONValue(parsing: bytes) else {
      return [:]
    }
    return document
  }

  /// Everything else in the file stays as it is.
  private func change(_ body: (inout JSONObject) -> Void) throws(SystemError) {
    var object = document.object ?? JSONObject()
    var auths = object["auths"]?.object ?? JSONObject()
    body(&auths)
    object["auths"] = .object(auths)
    try Folders.create(folder)
    try AtomicFile.write(Self.tabbed(JSONValue.object(object)).utf8, to: path, mode: 0o600)
  }

  /// Docker indents this file with tabs.
  private static func tabbed(_ document: JSONValue) -> String {
    let lines: [Substring] = document.text(.init(indent: 1)).split(separator: "\n")
    let tabbed = lines.map { line in
      let depth = line.prefix { $0 == " " }.count
      return String(repeating: "\t", count: depth) + line.dropFirst(depth)
    }
    return tabbed.joined(separator: "\n")
  }
}
