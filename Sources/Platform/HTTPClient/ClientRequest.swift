/// One request to a server.
package struct ClientRequest: Sendable {
  package var method: String
  /// An `http` or `https` URL.
  package var url: String
  package var headers: [(name: String, value: String)] = []
  package var body = Upload.none
  /// Where to connect instead of the URL's host and port, as `host:port`; names and certificates stay the URL's.
  package var connectTo: String?
  /// The unix socket to connect to instead of the URL's host.
  package var unixSocket: String?
  package var followsRedirects = false
  /// Whether a certificate must be trusted and name the host.
  package var verifiesCertificate = true
  /// A file of certificate authorities to trust instead of the system's.
  package var authorityFile: String?
  package var connectTimeout = Duration.seconds(10)
  /// The longest silence in the middle of a transfer.
  package var stallTimeout = Duration.seconds(60)
  /// The longest the whole exchange may take; no limit if `nil`.
  package var timeout: Duration?
  /// The longest body that is kept in memory, in bytes.
  package var bodyLimit = 16 * 1024 * 1024

  package init(_ method: String = "GET", _ url: String, headers: [(name: String, value: String)] = []) {
    self.method = method
    self.url = url
    self.headers = headers
  }

  /// What is sent with a request.
  package enum Upload: Sendable {
    case none
    case bytes([UInt8])
    /// Pieces asked for one after the other, on a thread that may block, until one is `nil`; of unknown length if `nil`.
    case pieces(length: Int?, @Sendable () throws -> [UInt8]?)
  }
}

/// What a server answered.
package struct ClientReply: Sendable {
  package let status: Int
  package let headers: [(name: String, value: String)]
  /// The body; empty if it went to a receiver.
  package let body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value under a name, in any case.
  package subscript(header: String) -> String? {
    headers.first { $0.name.lowercased() == header.lowercased() }?.value
  }

  package var text: String { String(decoding: body, as: UTF8.self) }
}
