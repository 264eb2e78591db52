import Basics
import Shell
import TestSupport
import Testing

@testable import Engine

/// A Python that has the library `docker`, where one is installed.
enum PythonDocker {
  static func isInstalled() async -> Bool {
    let outcome = try? await ChildCommand("python3", ["-c", "import docker"], environment: ["PATH": path])
      .capture()
    return outcome?.status == 0
  }

  static let path = "/usr/local/bin:/usr/bin:/bin"
}

@Suite("The Python library docker against a practice machine")
struct PythonClientTests {
  /// Runs a script with `client` and says what it printed.
  private func run(_ script: String, on lab: NeighbourhoodFixture) async throws -> ChildOutcome {
    let preamble = "import docker\nclient = docker.from_env(timeout=60)\n"
    return try await ChildCommand(
      "python3", ["-c", preamble + script],
      environment: lab.environment().merging(["PATH": PythonDocker.path]) { $1 }
    ).capture()
  }

  @Test(.enabled("the Python library docker is not installed") { await PythonDocker.isInstalled() })
  func `creates, runs, reads logs, and removes`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let outcome = try await run(
        """
        print(client.ping(), client.version()['ApiVersion'])
        print(client.containers.run('hello-world', remove=True).decode().strip() != '')
        web = client.containers.run('nginx:1.19.2', detach=True, name='web', ports={'80/tcp': 8080})
        web.reload()
        print(web.status, web.ports['80/tcp'][0]['HostPort'], web.image.tags)
        print([c.name for c in client.containers.list()])
        web.pause(); web.reload(); print(web.status); web.unpause()
        web.update(restart_policy={'Name': 'always'})
        web.stop(timeout=1); print(web.wait()['StatusCode'])
        web.remove()
        print(client.containers.list(all=True))
        box = client.containers.create('alpine', ['echo', 'hello'])
        box.start(); box.wait(); print(box.logs().decode().strip()); box.remove(v=True)
        try:
            client.containers.get('nosuch')
        except docker.errors.NotFound as error:
            print(error.status_code, error.explanation)
        """, on: lab)
      #expect(
        outcome.stdout == """
          True 1.41
          True
          running 8080 ['nginx:1.19.2']
          ['web']
          paused
          0
          []
          hello
          404 No such container: nosuch

          """, "\(outcome.stderr)")
    }
  }

  @Test(.enabled("the Python library docker is not installed") { await PythonDocker.isInstalled() })
  func `tags, saves, loads, imports and searches images`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let outcome = try await run(
        """
        image = client.images.get('alpine')
        print(image.tag('box', 'v1'), sorted(client.images.get('alpine').tags))
        image.reload()
        tar = b''.join(image.save(named='box:v1'))
        client.images.remove('box:v1')
        client.images.remove('alpine')
        print([i.tags for i in client.images.load(tar)])
        print(client.images.pull('hello-world', tag='latest').tags)
        print([r['name'] for r in client.images.search('nginx')])
        print(client.images.prune()['SpaceReclaimed'], len(image.history()) > 0)
        """, on: lab)
      #expect(
        outcome.stdout == """
          True ['alpine:latest', 'box:v1']
          [['box:v1']]
          ['hello-world:latest']
          ['nginx']
          0 True

          """, "\(outcome.stderr)")
    }
  }

  @Test(.enabled("the Python library docker is not installed") { await PythonDocker.isInstalled() })
  func `handles volumes, networks and events`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let outcome = try await run(
        """
        import time
        start = int(time.time()) - 1
        volume = client.volumes.create('data', labels={'a': 'b'})
        print(volume.attrs['Driver'], [v.name for v in client.volumes.list(filters={'label': 'a=b'})])
        net = client.networks.create('lan', driver='bridge')
        web = client.containers.run('nginx:1.19.2', detach=True, name='web', network='lan',
                                    volumes={'data': {'bind': '/data', 'mode': 'rw'}})
        net.reload(); print([c.name for c in net.containers])
        other = client.networks.create('lan2'); other.connect(web); web.reload()
        print(sorted(web.attrs['NetworkSettings']['Networks']))
        other.disconnect(web); other.remove()
        web.remove(force=True); net.remove(); volume.remove()
        seen = [e['Type'] + ' ' + e['Action'] for e in
                client.events(decode=True, since=start, until=int(time.time()) + 1, filters={'type': 'volume'})]
        print(seen)
        print(client.info()['Name'], client.df()['Volumes'] in (None, []))
        """, on: lab)
      #expect(
        outcome.stdout == """
          local ['data']
          ['web']
          ['lan', 'lan2']
          ['volume create', 'volume mount', 'volume unmount', 'volume destroy']
          host-a True

          """, "\(outcome.stderr)")
    }
  }
}
