import Basics
import Testing

@testable import DojoCommands

/// The Docker library of Python, in front of a practice machine.
@Suite struct `dojo engine serve: Python's docker` {
  /// Whether Debian's package is there.
  static let isInstalled = Folders.isFolder("/usr/lib/python3/dist-packages/docker")

  @Test(.enabled(if: isInstalled, "python3-docker is not installed"))
  func `pulls, runs a registry, pushes to it, pulls back and reads its log`() async throws {
    try await ServedRegistry.with { registry in
      let output = try await registry.script(
        #"""
        "$DOJO" engine serve --socket e.sock --root engine --ports private 2>engine.err & engine=$!
        trap 'kill -9 $engine 2>/dev/null' EXIT
        until_seen Ctrl-C engine.err
        cat >client.py <<'END'
        import os, docker
        client = docker.DockerClient(base_url="unix://" + os.path.abspath("e.sock"), version="auto")
        print(client.ping())
        image = client.images.pull("hello-world", tag="latest")
        print(client.containers.run("hello-world", remove=True).decode().splitlines()[1])
        registry = client.containers.run("registry:2.7.1", detach=True, name="registry", ports={"5000/tcp": 5000})
        registry.reload(); print(registry.ports["5000/tcp"][0]["HostPort"], registry.status)
        name = "localhost:5000/team/hello"
        print(image.tag(name, tag="v1"))
        events = list(client.images.push(name, tag="v1", stream=True, decode=True))
        print([event["error"] for event in events if "error" in event], [event["aux"]["Tag"] for event in events if "aux" in event])
        client.images.remove(name + ":v1")
        back = client.images.pull(name, tag="v1")
        print(back.id == image.id, name + ":v1" in back.tags)
        print("PUT /v2/team/hello/manifests/v1" in registry.logs().decode())
        try:
            client.images.pull(name, tag="v2")
        except docker.errors.NotFound as error:
            print("manifest unknown" in str(error) or "not found" in str(error))
        registry.stop()
        registry.remove(v=True)
        print([container.name for container in client.containers.list(all=True)])
        END
        python3 client.py
        """#)
      #expect(
        output == """
          True
          Hello from Docker, as practised in dojo!
          5000 running
          True
          [] ['v1']
          True True
          True
          True
          []

          """, "\(output)")
    }
  }
}
