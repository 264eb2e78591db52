import Basics
import Testing

@testable import DojoCommands

@Suite struct `dojo registry serve: docker login` {
  /// Whether each docker said these things, in order.
  private func expect(_ output: String, eachSays words: [String], times: Int? = nil) {
    let parts = output.split(separator: "\nend\n")
    #expect(times == nil || parts.count == times, "\(output)")
    for part in parts {
      var rest = part[...]
      for word in words {
        guard let place = rest.firstRange(of: word) else {
          Issue.record("\(word) is missing in \(part)")
          return
        }
        rest = rest[place.upperBound...]
      }
    }
  }

  /// Without an engine, docker's own command asks the registry itself.
  @Test(
    .enabled(if: ServedRegistry.has("docker"), "docker is not installed"),
    arguments: [
      ("", "failed with status: 401 Unauthorized"),
      ("--anonymous-pull", "/v2/\": unauthorized: incorrect username or password"),
    ])
  func `tells docker's own command a wrong password from a right one`(
    options: String, refusal: String
  ) async throws {
    try await ServedRegistry.with { registry in
      try registry.writePasswords()
      let output = try await registry.script(
        #"""
        serve --htpasswd htpasswd \#(options)
        export DOCKER_HOST=unix://$PWD/none.sock DOCKER_CONFIG=$PWD/config
        for docker in /usr/local/bin/docker /usr/bin/docker; do
          [ -x $docker ] || continue
          echo wrong | $docker login -u alice --password-stdin $host 2>&1
          echo wonder | $docker login -u alice --password-stdin $host 2>&1
          grep -q $host config/config.json && echo kept
          $docker logout $host; grep -q $host config/config.json || echo forgotten
          echo end
        done
        """#)
      expect(
        output,
        eachSays: [
          refusal, "Login Succeeded", "kept", "Removing login credentials for 127.0.0.1:", "forgotten",
        ])
      #expect(output.contains("end"), "\(output)")
    }
  }

  @Test func `does not lead a practice machine to this computer's registry unless that was asked for`()
    async throws
  {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        serve; mkdir bin; ln -s "$DOJO" bin/docker; export DOCKER_CONFIG=$PWD/config; port=${host#*:}
        for option in "" --reach-computer; do
          : >engine.err
          "$DOJO" engine serve --socket e.sock --root engine$option --ports private $option 2>engine.err & engine=$!
          trap 'kill -9 $engine $pid 2>/dev/null' EXIT
          until_seen Ctrl-C engine.err
          export DOCKER_HOST=unix://$PWD/e.sock name=localhost:$port/team/hello
          bin/docker pull -q hello-world >/dev/null; bin/docker tag hello-world $name
          bin/docker push $name 2>&1 | grep -oE 'connection refused|latest: digest: sha256:' | head -1
          bin/docker rmi $name >/dev/null; bin/docker pull -q $name >/dev/null 2>&1 && echo pulled
          kill $engine; wait $engine 2>/dev/null
        done
        curl -sS $url/v2/_catalog
        """#)
      #expect(
        output == """
          connection refused
          latest: digest: sha256:
          pulled
          {"repositories":["team/hello"]}

          """, "\(output)")
    }
  }

  /// The bundled docker, and the real ones where they are installed, in front of one practice machine.
  @Test func `goes before push and pull in a practice machine, whatever docker it is`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        mkdir bin auth; ln -s "$DOJO" bin/docker
        "$DOJO" engine serve --socket e.sock --root engine --ports private 2>engine.err & engine=$!
        trap 'kill -9 $engine 2>/dev/null' EXIT
        until_seen Ctrl-C engine.err
        export DOCKER_HOST=unix://$PWD/e.sock DOCKER_CONFIG=$PWD/config
        bin/docker run --rm --entrypoint htpasswd httpd:2.4 -Bbn alice wonder >auth/htpasswd 2>pull.err
        bin/docker run -d --name registry -p 5000:5000 -v $PWD/auth:/auth -e REGISTRY_AUTH=htpasswd \
          -e REGISTRY_AUTH_HTPASSWD_REALM=lab -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd registry:2.7.1 >id 2>run.err
        host=localhost:5000
        for docker in $PWD/bin/docker /usr/local/bin/docker /usr/bin/docker; do
          [ -x $docker ] || continue
          export DOCKER_CONFIG=$PWD/config$((number += 1)) name=$host/hello$number
          { $docker pull -q hello-world >/dev/null; $docker tag hello-world $name; $docker push $name
            echo wrong | $docker login -u alice --password-stdin $host
            echo wonder | $docker login -u alice --password-stdin $host
            $docker push $name; $docker rmi -f $name >/dev/null; $docker pull -q $name
            $docker logout $host; $docker pull -q $name; echo end; } 2>&1
        done
        """#)
      expect(
        output,
        eachSays: [
          "no basic auth credentials",
          "login attempt to http://localhost:5000/v2/ failed with status: 401 Unauthorized",
          "Login Succeeded",
          "latest: digest: sha256:", "localhost:5000/hello", "Removing login credentials for localhost:5000",
          "no basic auth credentials",
        ])
      #expect(output.contains("end"), "\(output)")
    }
  }
}
