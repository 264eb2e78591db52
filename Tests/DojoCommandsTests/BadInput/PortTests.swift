import Basics
import TestSupport
import Testing

@testable import DojoCommands

/// Real ports, in a network of the test's own.
@Suite struct PortTests {
  /// Brings up loopback in a new network namespace; needs no more than `ip` or python.
  private static let loopback = "ip link set lo up"

  @Test(
    .enabled("needs unshare, ip and python3 for a network of our own") {
      await canUnshare("-rn", "ip link set lo up && python3 -c ''")
    }, arguments: Language.allCases)
  func `a port that another program holds fails as in Docker, and dojo names the holder and a way on`(
    language: Language
  ) async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        """
        \(Self.loopback)
        exec 5< <(exec python3 -c 'import socket
        s = socket.create_server(("0.0.0.0", 5000)); print("listening", flush=True); s.accept()'); holder=$!
        read -r -u 5
        dojo run image-registry <<'X'
        docker run -d -p 5000:5000 registry:2.7.1 >/dev/null
        docker ps -a --format '{{.Image}} {{.Status}}.'
        X
        dojo run image-registry --demo --ports real
        echo "[$?]"; dojo doctor; kill $holder
        """, language: language, wrapper: ["unshare", "-rn"])
      let text = unspaced(run.output)
      #expect(run.output.contains("listen tcp4 0.0.0.0:5000: bind: address already in use"), "\(run.output)")
      #expect(run.output.contains("registry:2.7.1 Created."))
      #expect(text.contains("python3(pid"))
      #expect(text.contains("dojorun--portsprivate"))
      let verdicts = run.output.components(of: language.choose("Step 1: not yet", "手順1: まだです"))
      #expect(verdicts == 2, "once from the learner's command, once from the demo: \(run.output)")
      #expect(run.output.contains("[1]"))
    }
  }

  @Test(
    .enabled("needs unshare and ip for a network of our own") {
      await canUnshare("-rn", "ip link set lo up")
    }, arguments: Language.allCases)
  func `a port that another practice machine holds is told as such`(language: Language) async throws {
    try await Workplace.with { place in
      let run = try await place.script(
        """
        \(Self.loopback)
        dojo run image-registry <<'X'
        dojo shell other -- docker run -d -p 5000:5000 registry:2.7.1 >/dev/null 2>&1
        docker run -d -p 5000:5000 registry:2.7.1 >/dev/null
        X
        """, language: language, wrapper: ["unshare", "-rn"])
      let text = unspaced(run.output)
      #expect(run.output.contains("bind: address already in use"), "\(run.output)")
      #expect(text.contains(language.choose("Practicemachinessharethiscomputer'sports", "ポートを共有していて")))
      #expect(text.contains(language.choose("acontaineroftheotheronehas5000", "5000番は別マシンのコンテナが使っています")))
    }
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
