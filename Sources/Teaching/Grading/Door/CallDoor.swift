import Basics
import HTTPServer
import Lessons

/// The one way from a submission's sandbox to the grader: a unix socket on which its commands are told.
///
/// Nothing that comes through is believed: what a command did and printed is what the grader itself saw it do.
struct CallDoor: Sendable {
  /// Performs a call and returns its exit code.
  typealias Perform = @Sendable (LinkedCall, CallStreams) async -> Int32

  private let server: HTTPServer

  /// Opens the door at a path.
  ///
  /// - Parameters:
  ///   - path: The socket's path.
  ///   - startMachine: The machine of calls that name none.
  ///   - loops: The threads that wait for calls.
  ///   - mostCalls: How many calls may be under way at once; more are turned away.
  ///   - perform: Does what is called for.
  /// - Returns: the door, which is open until `close`.
  /// - Throws: `SystemError` when nothing can listen there.
  static func open(
    at path: String, startMachine: Machine.ID, on loops: ServerLoops, mostCalls: Int = 64,
    perform: @escaping Perform
  ) async throws -> CallDoor {
    let turnstile = Turnstile(limit: mostCalls)
    let service = HTTPService { request in
      guard request.method == "POST", request.path == "/call", request.upgrade != nil,
        let bytes = try? await request.body.collect(upTo: LinkedCall.limit),
        let call = LinkedCall(reading: bytes, startMachine: startMachine)
      else { return .text(400, "not a call\n") }
      guard turnstile.enter() else { return .text(503, "too many commands at once\n") }
      return .hijack(request) { connection in
        await converse(call, over: connection) { call, streams in
          // Before the program hears that it is done: whoever it makes room for may come at once.
          defer { turnstile.leave() }
          return await perform(call, streams)
        }
      }
    }
    var options = ServerOptions(now: { Timestamp.now().seconds })
    options.stallLimit = .seconds(5)
    options.mostConnections = 4 * mostCalls
    return CallDoor(
      server: try await HTTPServer.start(service, at: .unix(path: path), on: loops, options: options))
  }

  func close() async { await server.shutdown() }

  private static func converse(
    _ call: LinkedCall, over connection: HijackedConnection, _ perform: @escaping Perform
  ) async {
    let streams = CallStreams()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await streams.send(to: connection) }
      group.addTask {
        await streams.receive(from: connection)
        streams.hangUp()
      }
      let performing = Task { await perform(call, streams) }
      streams.whenHungUp { performing.cancel() }
      streams.end(await performing.value)
      // The sender ends with the exit code; the receiver must not keep the connection open.
      await group.next()
      group.cancelAll()
    }
  }
}
