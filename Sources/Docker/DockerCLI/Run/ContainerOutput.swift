import DockerAPI
import EngineClient

/// What a container prints, on its way to the learner: framed into two streams, or raw from a terminal.
struct ContainerOutput {
  let isTerminal: Bool
  let environment: CommandEnvironment

  /// Writes everything as it arrives, up to the end of the stream.
  func copy(_ reply: inout EngineReply) async throws {
    var decoder = StreamFrameDecoder()
    while let bytes = try await reply.nextBytes() {
      guard !isTerminal else {
        environment.output.write(bytes)
        continue
      }
      for frame in try decoder.append(bytes) { try write(frame) }
    }
  }

  private func write(_ frame: StreamFrame) throws(CommandFailure) {
    switch frame.stream {
    case .standardInput, .standardOutput: environment.output.write(frame.payload)
    case .standardError: environment.errors.write(frame.payload)
    case .systemError:
      let text = String(decoding: frame.payload, as: UTF8.self)
      throw CommandFailure("error from daemon in stream: \(text)")
    }
  }
}
