import Basics
import DockerAPI
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct `A container's log` {
  private let scratch: ScratchFolder
  private let log: LogStore

  init() throws {
    scratch = try ScratchFolder()
    let seconds = Mutex(100)
    log = LogStore(path: "\(scratch.path)/x-json.log") {
      Timestamp(
        seconds: seconds.withLock {
          $0 += 1; return $0
        })
    }
  }

  @Test func `keeps lines with their stream and time, in Docker's own form`() throws {
    try log.append("one\ntwo\n", to: .standardOutput)
    try log.append("three", to: .standardError)
    let bytes = try FileBytes.read("\(scratch.path)/x-json.log")
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {"log":"one\\n","stream":"stdout","time":"1970-01-01T00:01:41Z"}
        {"log":"two\\n","stream":"stdout","time":"1970-01-01T00:01:42Z"}
        {"log":"three","stream":"stderr","time":"1970-01-01T00:01:43Z"}

        """)
    #expect(log.entries().map(\.text) == ["one\n", "two\n", "three"])
  }

  @Test func `can be asked for its end, a stream, or a time`() throws {
    for word in ["a", "b", "c", "d"] {
      try log.append("\(word)\n", to: word == "c" ? .standardError : .standardOutput)
    }
    var selection = LogSelection()
    selection.tail = 2
    #expect(log.entries(selection).map(\.text) == ["c\n", "d\n"])
    selection.tail = nil
    selection.includesErrors = false
    #expect(log.entries(selection).map(\.text) == ["a\n", "b\n", "d\n"])
    selection.since = Timestamp(seconds: 102)
    selection.until = Timestamp(seconds: 103)
    #expect(log.entries(selection).map(\.text) == ["b\n"])
  }

  @Test func `can be followed without losing or repeating a line`() async throws {
    try log.append("past\n", to: .standardOutput)
    let (past, future) = log.follow(LogSelection())
    try log.append("future\n", to: .standardOutput)
    log.finishFollowers()
    var lines = past.map(\.text)
    for await entry in future { lines.append(entry.text) }
    #expect(lines == ["past\n", "future\n"])
  }

  @Test func `loses at most the line that a crash tore`() throws {
    try log.append("whole\n", to: .standardOutput)
    let path = "\(scratch.path)/x-json.log"
    let whole = try FileBytes.read(path)
    try scratch.write(String(decoding: whole, as: UTF8.self) + "{\"log\":\"to", to: "x-json.log")
    #expect(log.entries().map(\.text) == ["whole\n"])
  }

  @Test func `can be left by somebody who follows it at the moment when a line arrives`() async {
    // The log asks for the time of a line while it has what it knows of its followers to itself.
    let leaving = Mutex<Task<Void, Never>?>(nil)
    let log = LogStore(path: nil) {
      leaving.withLock { $0 }?.cancel()
      return .zero
    }
    let (received, receiving) = AsyncStream<Void>.makeStream()
    let lines = log.follow(LogSelection()).future
    let follower = Task { for await _ in lines { receiving.yield() } }
    log.take(Array("one\n".utf8), from: .standardOutput)
    for await _ in received { break }
    // Until it waits for the next line.
    for _ in 0..<100 { await Task.yield() }
    leaving.withLock { $0 = follower }
    log.take(Array("two\n".utf8), from: .standardOutput)
    await follower.value
  }
}
