import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The short-lived folder of one sitting: sockets, links, FIFOs; gone when the sitting is closed.
package struct RuntimeFolder: Sendable, Hashable {
  package let path: String

  /// The longest path that fits the address of a unix socket on every system, in bytes.
  package static let longestSocketPath = 103

  /// Creates a folder of our own where paths are short: `$XDG_RUNTIME_DIR`, else `$TMPDIR`, else `/tmp`.
  ///
  /// - Throws: `SittingFailure.pathTooLong` when a socket with the longest of `names` fits into none of them.
  package init(environment: [String: String], names: [String]) throws {
    let longest = names.max { $0.utf8.count < $1.utf8.count } ?? ""
    let room = longest.utf8.count + "/dojo-XXXXXX/".utf8.count
    let places = [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"], "/tmp"]
      .compactMap { place in place.map(Self.withoutFinalSlash) }
      .filter { $0.hasPrefix("/") && Folders.isWritable($0) }
    let fitting = places.filter { $0.utf8.count + room <= Self.longestSocketPath }
    guard let place = fitting.first else {
      throw SittingFailure.pathTooLong("\(places.last ?? "/tmp")/dojo-XXXXXX/\(longest)")
    }
    path = try Self.makeFolder(in: place)
  }

  private static func withoutFinalSlash(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private static func makeFolder(in place: String) throws(SystemError) -> String {
    var template = Array("\(place)/dojo-XXXXXX".utf8CString)
    let path = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let path else { throw .last("mkdtemp", place) }
    return path
  }

  package var control: String { "\(path)/control.sock" }
  package var links: String { "\(path)/links" }
  /// The folder of the sitting's own Docker client configuration: logins stay inside.
  package var dockerConfiguration: String { "\(path)/docker" }
}

extension RuntimeFolder {
  /// The folder that a running sitting has made.
  package init(of address: SittingAddress) {
    path = address.runtime
  }
}
