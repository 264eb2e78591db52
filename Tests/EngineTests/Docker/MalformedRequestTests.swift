import Basics
import DockerAPI
import EngineClient
import TestSupport
import Testing

@testable import Engine

@Suite("Requests that no client means")
struct MalformedRequestTests {
  private static let bodies = [
    "", "{", "{bad", "[]", "null", "5", "\"x\"", "{\"Image\":5}", "{\"Image\":\"alpine\",\"HostConfig\":[]}",
    "{\"Image\":\"alpine\",\"Cmd\":{\"a\":1}}", "{\"Image\":\"alpine\",\"Env\":[1,2]}", "{\"Name\":[]}",
    "{\"Container\":{}}", "{\"RestartPolicy\":7}", "{\"Labels\":[\"a\"]}",
    "{\"Cmd\":99999999999999999999999999}",
    "{\"Image\":\"alpine\",\"HostConfig\":{\"PortBindings\":{\"80\":[{\"HostPort\":\"x\"}]}}}",
    "{\"Image\":\"alpine\",\"HostConfig\":{\"Binds\":[\":::\",\"\",\"a\"]}}", "\u{0}\u{1}\u{2}",
    String(repeating: "[", count: 100_000), "{\"a\":\"" + String(repeating: "x", count: 200_000) + "\"}",
  ]

  private static let posts = [
    "/containers/create", "/containers/create?name=a%20b", "/containers/box/update", "/networks/create",
    "/networks/bridge/connect", "/networks/none/disconnect", "/volumes/create", "/auth", "/images/load",
    "/images/create?fromSrc=-&repo=x", "/images/create?fromImage=%20", "/containers/box/exec", "/commit",
    "/containers/box/rename?name=%2F", "/containers/box/kill?signal=99999", "/containers/box/resize?h=-1&w=x",
    "/containers/box/wait?condition=never", "/containers/prune?filters=%5B", "/images/alpine/tag?repo=%00",
    "/containers/box/stop?t=99999999999999999999",
  ]

  private static let gets = [
    "/images/json?filters=%7Bbad", "/images/json?filters=5",
    "/containers/json?limit=x&filters=%7B%22a%22%3A5%7D",
    "/containers/json?filters=%7B%22status%22%3A%5B1%5D%7D", "/events?since=x&until=1",
    "/events?until=1&filters=%7B",
    "/images/search?term=&limit=-5", "/images/search?limit=99999999999999999999", "/images/get",
    "/images/get?names=",
    "/images/%2F%2F/json", "/images/..%2F..%2Fetc/get", "/containers/..%2f/json",
    "/containers/box/logs?tail=x&stdout=1",
    "/containers/box/logs", "/volumes/..%2F..", "/networks/%00", "/distribution/%2F/json", "/nosuch",
    "/v1.99/info",
    "/v0/info", "/v1.41", "/containers//json",
  ]

  @Test func `are answered in time, and with no fault of the engine's own`() async throws {
    try await NeighbourhoodFixture.with { lab in
      try await lab.host.run(.of("registry:2.7.1"), name: "box")
      let client = EngineClient(endpoint: .unix(path: lab.socket(of: lab.host)))
      for target in Self.posts {
        for body in Self.bodies {
          let (status, text) = try await post(body, to: target, client)
          #expect(
            Self.isFair(status, text), "POST \(target) \(body.prefix(60)): \(status) \(text.prefix(200))")
        }
      }
      for target in Self.gets {
        let request = Self.request(.get, target)
        let (status, text) = try await client.withReply(to: request) { reply in
          (reply.head.status, String(decoding: try await reply.allBytes(), as: UTF8.self))
        }
        #expect(Self.isFair(status, text), "GET \(target): \(status) \(text.prefix(200))")
      }
      // It goes on as if nothing had been.
      #expect(try await lab.host.inspect("box").state.isRunning)
    }
  }

  @Test func `may leave out what is empty`() throws {
    let asked: ExecRequest = try JSONValue(parsing: #"{"Cmd":["true"],"AttachStdout":true}"#).decoded()
    #expect(
      asked.command == ["true"] && asked.attachesStdout && asked.user.isEmpty && asked.environment == nil)
  }

  private static func request(_ method: EngineRequest.Method, _ target: String, uploadType: String? = nil)
    -> EngineRequest
  {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
      let words = pair.split(separator: "=", maxSplits: 1).map { String($0).removingEscapes }
      return (name: words[0], value: words.count > 1 ? words[1] : "")
    }
    return EngineRequest(method, parts[0].removingEscapes, query: query, uploadType: uploadType)
  }

  private func post(_ body: String, to target: String, _ client: EngineClient) async throws -> (Int, String) {
    let request = Self.request(.post, target, uploadType: "application/json")
    let pieces = Pieces(Array(body.utf8))
    return try await client.withReply(to: request, sending: { await pieces.next() }) { reply in
      let isEndless = target.contains("/wait")
      return (reply.head.status, isEndless ? "" : String(decoding: try await reply.allBytes(), as: UTF8.self))
    }
  }

  /// Docker answers 500 to what is no JSON, to values of another type and to some names; nothing else is the engine's own fault.
  private static func isFair(_ status: Int, _ text: String) -> Bool {
    guard (200..<600).contains(status) else { return false }
    guard !text.contains("DecodingError"), !text.contains("Swift."), !text.contains("EngineFault") else {
      return false
    }
    guard status == 500 else { return status < 500 || status == 501 }
    let fair = [
      "invalid character", "unexpected EOF", "unexpected end of JSON input", "EOF", "json: cannot unmarshal",
      "exceeded max depth", "Error processing tar file", "Neither old nor new names may be empty",
      "is not connected to network", "No such image", "strconv.Atoi: parsing", "strconv.ParseInt: parsing",
      "invalid name: ", "does not support signal 99999", "invalid reference format",
      "invalid volume specification",
    ]
    return fair.contains { text.contains($0) }
  }

  private actor Pieces {
    private var bytes: [UInt8]?

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    func next() -> [UInt8]? { bytes.take() }
  }
}

extension String {
  /// The text with `%2F` and the like replaced by what they stand for.
  fileprivate var removingEscapes: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
