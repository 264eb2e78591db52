import Basics
import DockerAPI
import Testing

@testable import DockerCLI

@Suite struct ProgressTests {
  private static func text(_ messages: [ProgressMessage], columns: Int?) throws -> String {
    var display = ProgressDisplay(terminal: columns.map { TerminalSize(columns: $0, rows: 40) })
    return try messages.map { message in try display.text(of: message) }.joined()
  }

  private static func layer(_ id: String, _ status: String, _ current: Int? = nil, of total: Int? = nil)
    -> ProgressMessage
  {
    ProgressMessage(
      status: status, progressDetail: ProgressDetail(current: current, total: total),
      progress: current == nil ? nil : "bar", id: id)
  }

  private static let messages = [
    ProgressMessage(status: "Pulling from testimage", id: "v1"), layer("5f38", "Pulling fs layer"),
    layer("62b5", "Waiting"), layer("5f38", "Downloading", 294_912, of: 26_239_000),
    layer("5f38", "Download complete"), ProgressMessage(status: "Digest: sha256:0ebf"),
    layer("77aa", "Preparing"),
    ProgressMessage(aux: ["Tag": "v1"]),
  ]

  @Test func `Without a terminal every state that is final is a line`() throws {
    #expect(
      try Self.text(Self.messages, columns: nil) == """
        v1: Pulling from testimage
        5f38: Pulling fs layer
        62b5: Waiting
        5f38: Download complete
        Digest: sha256:0ebf
        77aa: Preparing

        """)
  }

  @Test func `On a terminal each layer has a line that is drawn again`() throws {
    let wide = try Self.text(Self.messages, columns: 120)
    #expect(
      wide == "v1: Pulling from testimage\n"
        + "\n\u{1B}[1A\u{1B}[2K\r5f38: Pulling fs layer \r\u{1B}[1B"
        + "\n\u{1B}[1A\u{1B}[2K\r62b5: Waiting \r\u{1B}[1B"
        + "\u{1B}[2A\u{1B}[2K\r5f38: Downloading [>\(String(repeating: " ", count: 50))]  294.9kB/26.24MB\r\u{1B}[2B"
        + "\u{1B}[2A\u{1B}[2K\r5f38: Download complete \r\u{1B}[2B" + "Digest: sha256:0ebf\n"
        + "\n\u{1B}[1A\u{1B}[2K\r77aa: Preparing \r\u{1B}[1B")
  }

  @Test func `A narrow terminal gets figures without a bar`() throws {
    let narrow = try Self.text([Self.layer("5f38", "Downloading", 294_912, of: 26_239_000)], columns: 80)
    #expect(narrow == "\n\u{1B}[1A\u{1B}[2K\r5f38: Downloading  294.9kB/26.24MB\r\u{1B}[1B")
  }

  @Test func `An error in the stream ends it`() {
    let message = ProgressMessage(errorDetail: ProgressError(message: "no basic auth credentials"))
    #expect(throws: CommandFailure.self) { try Self.text([message], columns: nil) }
  }

  @Test func `The keys that detach are found even when they come one by one`() {
    var keys = DetachKeys(DetachKeys.standard)
    #expect(keys.filter([0x61, 0x10]).passed == [0x61])
    #expect(keys.filter([0x62]).passed == [0x10, 0x62])
    #expect(keys.filter([0x10]).isDetaching == false)
    #expect(keys.filter([0x11]).isDetaching)
  }
}
