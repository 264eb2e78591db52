import Lessons
import Testing

@testable import Grading

struct CallFramesTests {
  private func head(_ kind: Character, _ length: UInt32) -> [UInt8] {
    [kind.asciiValue ?? 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
  }

  @Test(arguments: [
    CallFrame.input([1, 2, 3]), .input([]), .signal(15),
    .input([UInt8](repeating: 7, count: CallFrame.limit)),
  ])
  func `a frame of the program comes out as it went in, also byte by byte`(frame: CallFrame) throws {
    var whole = CallFrameReader()
    #expect(whole.take(frame.bytes) == [frame])
    var slow = CallFrameReader()
    let found =
      frame.bytes.prefix(600).flatMap { slow.take([$0]) ?? [] }
      + (slow.take(Array(frame.bytes.dropFirst(600))) ?? [])
    #expect(found == [frame])
  }

  @Test func `frames that come together are told apart`() {
    var reader = CallFrameReader()
    #expect(
      reader.take(CallFrame.signal(2).bytes + CallFrame.input([9]).bytes + [0x49, 0]) == [
        .signal(2), .input([9]),
      ])
    #expect(reader.take([0, 0, 1, 5]) == [.input([5])])
  }

  @Test func `what is too long for one frame to the program becomes several`() {
    let bytes = CallFrame.output([UInt8](repeating: 1, count: CallFrame.limit + 2)).bytes
    #expect(bytes.count == CallFrame.limit + 2 + 10)
    #expect(bytes.prefix(5).elementsEqual(head("1", UInt32(CallFrame.limit))))
    #expect(bytes.suffix(7).elementsEqual(head("1", 2) + [1, 1]))
    #expect(CallFrame.error([8]).bytes == head("2", 1) + [8])
    #expect(CallFrame.exit(130).bytes == head("X", 1) + [130])
    #expect(CallFrame.wantsInput.bytes == head("R", 0))
  }

  @Test func `frames that no program of ours sends end the conversation`() {
    for garbage in [
      head("I", UInt32(CallFrame.limit) + 1), head("I", .max), head("X", 0), head("1", 0), head("\0", 0),
      Array("GET / HTTP/1.1\r\n\r\n".utf8),
    ] {
      var reader = CallFrameReader()
      #expect(reader.take(garbage) == nil)
    }
  }

  @Test func `a frame that is not whole yet is waited for`() {
    var reader = CallFrameReader()
    #expect(reader.take(head("I", 3) + [1, 2]) == [])
    #expect(reader.take([3]) == [.input([1, 2, 3])])
  }
}

struct LinkedCallTests {
  private func reading(_ fields: String..., ended: Bool = true) -> LinkedCall? {
    LinkedCall(
      reading: Array((fields.joined(separator: "\0") + (ended ? "\0" : "")).utf8), startMachine: "host")
  }

  @Test func `a call is read as the program writes it`() throws {
    let call = try #require(
      reading("/tmp", "other", "background", "3", "docker", "ps", "", "A=1", "B=x=y", "odd"))
    #expect(call.folder == "/tmp")
    #expect(call.machine == "other")
    #expect(call.isInBackground)
    #expect(call.program == "docker")
    #expect(call.arguments == ["ps", ""])
    #expect(call.environment == ["A": "1", "B": "x=y"])
  }

  @Test func `a call that names no machine is for the one on which the lesson starts`() throws {
    let call = try #require(reading("/", "", "foreground", "1", "docker"))
    #expect(call.machine == "host")
    #expect(!call.isInBackground)
    #expect(call.arguments == [])
  }

  @Test func `other arguments change nothing else`() throws {
    let call = try #require(reading("/x", "other", "background", "2", "docker", "ps", "A=1"))
    let changed = call.with(arguments: ["images"])
    #expect(changed.argv == ["docker", "images"])
    #expect(changed.machine == call.machine)
    #expect(changed.isInBackground && changed.environment == ["A": "1"] && changed.folder == "/x")
  }

  @Test func `anything else is no call`() {
    #expect(reading("/", "", "foreground", "0") == nil)
    #expect(reading("/", "", "foreground", "-1", "docker") == nil)
    #expect(reading("/", "", "foreground", "9", "docker") == nil)
    #expect(reading("/", "", "foreground", "99999999999999999999", "docker") == nil)
    #expect(reading("/", "", "foreground", "1", "docker", ended: false) == nil)
    #expect(LinkedCall(reading: [], startMachine: "host") == nil)
    #expect(LinkedCall(reading: [0xff, 0, 0, 0], startMachine: "host") == nil)
  }
}
