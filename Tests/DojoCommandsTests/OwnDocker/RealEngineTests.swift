import Basics
import Testing

@testable import DojoCommands

/// The lessons' own solutions on real engines, with something of the learner's there before.
@Suite(.serialized) struct RealEngineTests {
  @Test(
    .enabled("no dockerd can run containers here (it takes root)") { await RealEngine.canRun(.docker) })
  func `every step of every lesson passes on a real Docker Engine, and theirs is untouched`() async throws {
    try await passes(on: .docker, source: "system")
  }

  @Test(.enabled("no podman can run containers here (it takes root)") { await RealEngine.canRun(.podman) })
  func `every step of every lesson passes on a real podman, and theirs is untouched`() async throws {
    try await passes(on: .podman, source: "podman")
  }

  // Podman has names without a registry as localhost/NAME, and dojo says so: for what is to move, in full.
  private static let carrying = """
    docker tag nginx:1.19.2 docker.io/library/parcel:v1
    docker save -o parcel.tar parcel:v1
    mkdir -p handover
    cp parcel.tar handover/
    dojo shell other -- docker images
    dojo shell other -- docker load -i handover/parcel.tar
    dojo shell other -- docker run -d --name web parcel:v1
    rm -r parcel.tar handover
    """
  private static let naming = """
    docker pull httpd:2.4
    docker images
    docker tag httpd:2.4 site:v1
    docker image inspect httpd:2.4
    docker history httpd:2.4
    docker rmi site:v1
    docker run -d --name web httpd:2.4
    docker rmi httpd:2.4
    docker rm -f web
    docker rmi httpd:2.4
    docker tag nginx:1.19.2 docker.io/library/hello-world:latest
    docker images
    docker image prune -f
    """

  private static let lessons =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/") + "/lessons"

  private func passes(on engine: RealEngine, source: String) async throws {
    let name = engine.rawValue
    try await Workplace.with { place in
      let run = try await engine.run(
        """
        busybox=$(realpath "$(command -v busybox)")
        tar c -C / "${busybox:1}" | \(name) import - theirs:1 >/dev/null
        \(name) run -d --name keepme theirs:1 "$busybox" sleep 600 >/dev/null
        for checks in '\(Self.lessons)'/*.yaml; do
          lesson=$(basename "$checks" .yaml)
          case \(name)-$lesson in
            podman-carry-images) printf '%s\\n' '\(Self.carrying)' ;;
            podman-image-operations) printf '%s\\n' '\(Self.naming)' ;;
          esac >commands
          if [ -s commands ]; then
            "$dojo" run "$lesson" --docker \(source) --yes <commands
            echo "$lesson: $?"
            # A demonstration takes away what it has made.
            { \(name) rm -f web; for image in $(\(name) images -q --filter dangling=false --filter label=dev.dojo.stand-in); do
              \(name) rmi -f $image; done; } >/dev/null 2>&1
          else
            "$dojo" run "$lesson" --docker \(source) --demo --yes
            echo "$lesson: $?"
          fi
        done
        echo "status $?"
        \(name) ps -a --format 'left: {{.Names}}'
        \(name) inspect --format 'runs: {{.State.Running}}' keepme
        \(name) images --format 'image: {{.Repository}}'
        echo "volumes: $(\(name) volume ls -q | wc -l)"
        """, in: place)
      let lessons = Folders.names(in: Self.lessons).filter { $0.hasSuffix(".yaml") }.map { $0.dropLast(5) }
      #expect(lessons.count > 5)
      for lesson in lessons {
        // It restarts the service of Docker, and dojo leaves theirs alone.
        let code = lesson == "image-registry-insecure" ? 3 : 0
        #expect(run.output.contains("\n\(lesson): \(code)\n"), "\(run.output)")
      }
      #expect(run.output.contains("left alone: keepme"), "\(run.output)")
      let end = run.output.split(separator: "\n").drop { $0 != "status 0" }.dropFirst()
      let image = engine == .podman ? "image: localhost/theirs" : "image: theirs"
      #expect(Array(end) == ["left: keepme", "runs: true", Substring(image), "volumes: 0"], "\(end)")
    }
  }
}
