@testable import HTTPServer

/// Runs `body` against a server that listens on a free loopback port.
func withServer(
  options: ServerOptions = ServerOptions { 0 },
  _ service: HTTPService, _ body: (Int) async throws -> Void
) async throws {
  let loops = ServerLoops()
  let server = try await HTTPServer.start(
    service, at: .tcp(host: "127.0.0.1", port: 0), on: loops, options: options)
  do {
    try await body(server.port ?? 0)
  } catch {
    await server.shutdown()
    await loops.shutdown()
    throw error
  }
  await server.shutdown()
  await loops.shutdown()
}

/// Says what the server understood: method, path, query and body.
let echo = HTTPService { request in
  let body = (try? await request.body.collect(upTo: 1 << 20)) ?? Array("(broken)".utf8)
  let query = request.query.items.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  return .text(200, "\(request.method) \(request.path) [\(query)] \(String(decoding: body, as: UTF8.self))")
}

/// Bytes whose neighbourhoods differ, so that lost or swapped pieces show.
func pattern(count: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 1024)
  var block = [UInt8](repeating: 0, count: 1021)
  while bytes.count < count {
    for index in 0..<8 { block[index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index)) }
    bytes += block
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}
