/// The name of an image as docker understands it: registry, repository, and a tag, a digest, both or neither.
package struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// The registry, with its port when one was given: `docker.io`, `localhost:5000`, `[::1]:5000`.
  package let domain: String
  package let repository: Repository
  package var tag: Tag?
  package var digest: Digest?

  /// The registry of a name that gives none.
  package static let defaultDomain = "docker.io"

  package init(domain: String, repository: Repository, tag: Tag? = nil, digest: Digest? = nil) {
    self.domain = domain
    self.repository = repository
    self.tag = tag
    self.digest = digest
  }

  /// Reads a name as the docker command does: `nginx` is `docker.io/library/nginx`.
  package init(parsing text: some StringProtocol) throws(ReferenceError) {
    let text = String(text)
    guard text.utf8.count != 64 || !text.utf8.allSatisfy(\.isLowerHexDigit) else {
      throw .hexadecimalName(text)
    }
    var (domain, remainder) = Self.split(text)
    // What cannot be the name of a computer may still be part of an image's.
    if !Self.isDomain(domain), (try? Repository(parsing: domain)) != nil {
      (domain, remainder) = (Self.noDomain, text)
    }
    let parts = try Self.cut(remainder)
    guard parts.path.lowercased() == parts.path else { throw .notLowercase(parts.path) }
    guard domain == Self.noDomain || Self.isDomain(domain) else { throw .invalidFormat(text) }
    self.domain = domain
    repository = try Repository(parsing: parts.path)
    tag = parts.tag
    digest = parts.digest
  }

  /// The registry of a name whose first part looks like one and is none: docker takes it, and can ask nobody for it.
  private static let noDomain = ""

  /// Registry and repository in full: `docker.io/library/nginx`.
  package var name: String { domain == Self.noDomain ? "\(repository)" : "\(domain)/\(repository)" }

  /// Registry and repository as docker prints them: `nginx`, `localhost:5000/testimage`.
  package var familiarName: String {
    guard domain == Self.defaultDomain else { return name }
    let components = repository.components
    return components.count == 2 && components[0] == "library" ? components[1] : repository.path
  }

  /// The whole reference in full.
  package var description: String { name + suffix }

  /// The whole reference as docker prints it.
  package var familiar: String { familiarName + suffix }

  /// The same reference, with `latest` when it had neither tag nor digest.
  package var withDefaultTag: Self {
    guard tag == nil, digest == nil else { return self }
    return Self(domain: domain, repository: repository, tag: .latest)
  }

  private var suffix: String {
    (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
  }
}

extension Reference {
  /// Separates the registry: the first component, if it can be no user's name.
  private static func split(_ text: String) -> (domain: String, remainder: String) {
    var domain = defaultDomain
    var remainder = text
    if let slash = text.firstIndex(of: "/") {
      let first = text[..<slash]
      if first.contains(where: { $0 == "." || $0 == ":" || $0.isUppercase }) || first == "localhost" {
        domain = first == "index.docker.io" ? defaultDomain : String(first)
        remainder = String(text[text.index(after: slash)...])
      }
    }
    if domain == defaultDomain, !remainder.contains("/") { remainder = "library/\(remainder)" }
    return (domain, remainder)
  }

  private static func cut(
    _ text: String
  ) throws(ReferenceError) -> (path: String, tag: Tag?, digest: Digest?) {
    let at = text.firstIndex(of: "@")
    let named = text[..<(at ?? text.endIndex)]
    let colon = named.firstIndex(of: ":")
    let path = String(named[..<(colon ?? named.endIndex)])
    var tag: Tag?
    if let colon { tag = try Tag(parsing: named[named.index(after: colon)...]) }
    guard let at else { return (path, tag, nil) }
    do throws(DigestError) {
      return (path, tag, try Digest(parsing: text[text.index(after: at)...]))
    } catch .malformed {
      throw .invalidFormat(text)
    } catch {
      throw .invalidDigest(error)
    }
  }

  private static func isDomain(_ text: String) -> Bool {
    var host = Substring(text)
    if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
      let port = text[text.index(after: colon)...]
      guard !port.isEmpty, port.utf8.allSatisfy(\.isDigit) else { return false }
      host = text[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      let address = host.dropFirst().dropLast().utf8
      return !address.isEmpty && address.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: ":") }
    }
    return host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      label in
      guard let first = label.first, let last = label.last else { return false }
      return first.isAlphanumeric && last.isAlphanumeric
        && label.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
    }
  }
}
