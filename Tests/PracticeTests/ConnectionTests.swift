import Shell
import TestSupport
import Testing

@testable import Practice

@Suite struct ConnectionTests {
  @Test(arguments: [
    (["localhost:5000/v2/_catalog"], ["localhost:5000"]),
    (["-s", "http://127.0.0.1:5000/v2/"], ["127.0.0.1:5000"]),
    (["https://alpha/v2/"], ["alpha:443"]),
    (["alpha"], ["alpha:80"]),
    (["http://user:secret@alpha:5000/x?y#z"], ["alpha:5000"]),
    (["ftp://alpha/x", "/etc/hosts", "-o", "http://alpha:99999/"], []),
    (["alpha:1", "alpha:1"], ["alpha:1"]),
  ])
  func `the URLs of a curl command say where it will connect`(arguments: [String], targets: [String]) {
    #expect(CurlArguments(arguments).targets.map { "\($0.host):\($0.port)" } == targets)
  }

  @Test func `curl is sent where the practice machines really listen`() async {
    let routed = await CurlArguments(["-q", "-s", "alpha:5000/v2/", "localhost:80", "example.org"])
      .routed(isTerminal: true) { host, port in
        switch host {
        case "alpha": .reachable(host: "127.0.0.1", port: 32768)
        case "localhost": .refused
        default: .reachable(host: host, port: port)
        }
      }
    #expect(
      routed.arguments == [
        "-q", "--no-progress-meter", "--connect-to", "alpha:5000:127.0.0.1:32768", "--connect-to",
        "localhost:80:127.0.0.1:1", "-s", "alpha:5000/v2/", "localhost:80", "example.org",
      ])
    #expect(
      routed.inWordsOfURL("curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms")
        == "curl: (7) Failed to connect to localhost port 80 after 0 ms")
  }

  @Test(
    arguments: [
      (["docker", "ps"], ["docker", "ps"]), (["-E", "-n", "curl", "x"], ["curl", "x"]),
      (["-u", "docker", "ls"], nil), (["ls"], nil), ([], nil),
    ] as [([String], [String]?)])
  func `sudo gives way to our links and to nothing else`(arguments: [String], command: [String]?) {
    #expect(SudoLink.linkedCommand(in: arguments) == command)
  }

  @Test func `listeners are found in the tables of Linux and macOS`() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0
         1: 0100007F:1388 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0
         2: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0
      """
    #expect(PortHolder.listeningSockets(on: 5000, in: table) == ["4711"])
    let lsof = "p12\ncdojo\nf3\np345\ncControlCenter\nf10\n"
    #expect(PortHolder.holder(inLsof: lsof, except: 12)?.description == "ControlCenter (pid 345)")
  }

  @Test func `the program that holds a port is named`() async throws {
    let folder = try ScratchFolder()
    let holder = ChildCommand(
      "python3",
      [
        "-c",
        "import socket;s=socket.socket();s.bind(('127.0.0.1',0));s.listen();print(s.getsockname()[1],flush=True);input()",
      ], environment: ["PATH": "/usr/bin:/bin"])
    guard LinkFolder.program("python3", on: "/usr/bin:/bin", except: nil) != nil else { return }
    let terminal = try TerminalSession(
      "/usr/bin/env", [holder.executable] + holder.arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path])
    let shown = try await terminal.wait(for: "\n")
    let port = try #require(UInt16(shown.split(separator: "\n")[0]))
    let found = await PortHolder.find(port, environment: ["PATH": "/usr/bin:/bin:/usr/sbin"])
    #expect(found?.program.hasPrefix("python") == true)
    #expect(found?.process == terminal.process)
    terminal.send("\r")
  }
}
