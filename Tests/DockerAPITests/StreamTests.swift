import Basics
import DockerAPI
import Testing

@Suite struct StreamTests {
  @Test(arguments: [1, 3, 7, 100])
  func `Frames come out whole however the bytes are cut`(pieceLength: Int) throws {
    let frames = [
      StreamFrame(.standardOutput, Array("one\n".utf8)), StreamFrame(.standardError, []),
      StreamFrame(.standardError, Array(repeating: 0x41, count: 300)),
    ]
    let bytes = frames.flatMap(\.bytes)
    var decoder = StreamFrameDecoder()
    var decoded: [StreamFrame] = []
    for start in stride(from: 0, to: bytes.count, by: pieceLength) {
      decoded += try decoder.append(bytes[start..<min(start + pieceLength, bytes.count)])
    }
    #expect(decoded == frames)
    #expect(!decoder.isInsideFrame)
  }

  @Test func `A frame header is eight bytes with a big-endian length`() {
    #expect(StreamFrame(.standardError, Array("hi".utf8)).bytes == [2, 0, 0, 0, 0, 0, 0, 2, 0x68, 0x69])
    let long = StreamFrame(.standardOutput, Array(repeating: 0, count: 0x0102_03))
    #expect(Array(long.bytes[4..<8]) == [0, 1, 2, 3])
  }

  @Test func `Bytes that name no stream are refused`() {
    var decoder = StreamFrameDecoder()
    #expect(throws: StreamFrameError(stream: 0x48)) { try decoder.append("HTTP/1.1 ".utf8) }
  }

  @Test func `Messages come out whole however the bytes are cut`() throws {
    let text = "{\"status\":\"a\"}\r\n{\"status\":\"b\"}\n\r\n{\"status\":\"c\"}"
    for pieceLength in [1, 5, 16, 100] {
      var splitter = MessageSplitter()
      var messages: [JSONValue] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: pieceLength) {
        messages += try splitter.append(bytes[start..<min(start + pieceLength, bytes.count)])
      }
      messages += try splitter.finish()
      #expect(messages.map { $0["status"]?.string } == ["a", "b", "c"])
    }
  }
}
