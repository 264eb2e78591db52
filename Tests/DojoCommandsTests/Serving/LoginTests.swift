import Basics
import Testing

@testable import DojoCommands

/// Both dockers in front of the same machine: the bundled one, and the real ones where they are installed.
@Suite struct `dojo registry serve: docker login` {
  /// A practice machine, and each docker as `$docker` in turn with a configuration of its own.
  private static let dockers = #"""
    mkdir bin; ln -s "$DOJO" bin/docker
    "$DOJO" engine serve --socket e.sock --root engine 2>engine.err & engine=$!
    trap 'kill -9 $pid $engine 2>/dev/null' EXIT
    for _ in $(seq 1200); do grep -q Ctrl-C engine.err && break; sleep 0.05; done
    export DOCKER_HOST=unix://$PWD/e.sock
    each() {
      for docker in $PWD/bin/docker /usr/local/bin/docker /usr/bin/docker; do
        [ -x $docker ] || continue
        export DOCKER_CONFIG=$PWD/config$((number += 1)); "$@" 2>&1 | grep -v '^WARNING\|^Configure\|^https://\|^$'
      done
    }

    """#

  private func expect(_ output: String, eachSays words: [String]) {
    var rest = output[...]
    #expect(!output.isEmpty)
    while !rest.isEmpty {
      for word in words {
        guard let place = rest.firstRange(of: word) else {
          Issue.record("\(word) is missing in \(output)")
          return
        }
        rest = rest[place.upperBound...]
      }
      rest = rest.drop { $0 != "\n" }.dropFirst()
    }
  }

  @Test func `tells a wrong password from a right one, and push and pull follow it`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        Self.dockers
          + #"""
          serve --htpasswd htpasswd
          visit() {
            $docker pull -q hello-world >/dev/null; $docker tag hello-world $host/hello$number
            $docker push $host/hello$number | tail -1
            echo wrong | $docker login -u alice --password-stdin $host
            echo wonder | $docker login -u alice --password-stdin $host
            $docker push $host/hello$number | tail -1
            $docker rmi -f $host/hello$number >/dev/null; $docker pull -q $host/hello$number
            $docker logout $host; $docker pull -q $host/hello$number; echo end
          }
          each visit
          """#)
      expect(
        output,
        eachSays: [
          "no basic auth credentials", "login attempt to http://127.0.0.1:",
          "failed with status: 401 Unauthorized",
          "Login Succeeded", "latest: digest: sha256:", "127.0.0.1:",
          "Removing login credentials for 127.0.0.1:",
          "no basic auth credentials", "end",
        ])
    }
  }

  @Test func `works by tokens too, where everybody may pull`() async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        Self.dockers
          + #"""
          serve --htpasswd htpasswd --anonymous-pull
          visit() {
            $docker pull -q hello-world >/dev/null; $docker tag hello-world $host/hello$number
            $docker push $host/hello$number | tail -1
            echo wrong | $docker login -u alice --password-stdin $host
            echo wonder | $docker login -u alice --password-stdin $host
            $docker push $host/hello$number | tail -1
            $docker logout $host; $docker rmi -f $host/hello$number >/dev/null; $docker pull -q $host/hello$number; echo end
          }
          each visit
          """#)
      expect(
        output,
        eachSays: [
          "unauthorized: authentication required", "unauthorized: incorrect username or password",
          "Login Succeeded",
          "latest: digest: sha256:", "Removing login credentials for 127.0.0.1:", "127.0.0.1:", "end",
        ])
    }
  }
}
