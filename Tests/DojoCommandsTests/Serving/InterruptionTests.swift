import Testing

@testable import DojoCommands

@Suite struct `A server that is told to end` {
  /// The server cannot go on to wait before somebody reads what it says: its standard error is a pipe that is full.
  @Test(arguments: ["INT", "TERM", "HUP"])
  func `in the moment in which it begins ends in order, as at any other`(signal: String) async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        mkfifo said; exec 3<>said; dd if=/dev/zero of=said bs=4096 oflag=nonblock 2>dd.err
        # A shell that runs a script starts what it runs in the background deaf to Ctrl-C.
        env --default-signal=INT "$DOJO" engine serve --socket e.sock --root engine 2>said 3<&- & pid=$!
        for _ in $(seq 1200); do [ -S e.sock ] && break; kill -0 $pid || break; sleep 0.05; done
        kill -\#(signal) $pid
        cat <&3 >read & cat=$!
        wait $pid; echo "ended $?"; kill $cat; [ -S e.sock ] || echo "removed its socket"
        """#)
      #expect(output == "ended 0\nremoved its socket\n", "\(output)")
    }
  }
}
