import Basics
import Checks
import Lessons
import Testing

/// Each kind of fact, told apart from what only looks like it.
struct FactTests {
  func outcome(_ condition: Condition, _ world: ScriptedWorld, _ journal: ScriptedJournal = .init()) async
    -> Outcome
  {
    let check = Check(id: "c", condition: condition, place: VerdictTests.place)
    return await VerdictTests.assess(VerdictTests.lesson([check]), world, journal).outcome
  }

  static let lab: ScriptedWorld = {
    var world = ScriptedWorld()
    world.containers["host"] = [
      .init(
        name: "web1", image: "nginx:1.19.2", publishing: ["8080:80"], command: ["nginx", "-g"],
        labels: ["tier": "web"], mounts: [("data", "/usr/share/nginx/html")]),
      .init(name: "web2", image: "nginx:1.19.2", state: "exited"),
      .init(name: "db", image: "example.com:5000/db:1"),
    ]
    world.images["host"] = [
      ("nginx:1.19.2", "a"), ("example.com:5000/db:1", "b"), ("web:v1", "a"), ("<none>:<none>", "c"),
    ]
    world.files = [
      "/etc/docker/daemon.json": .text(#"{"insecure-registries":["a:1","nova:5000"],"log":{"max":3}}"#),
      "~/notes": .text("one\ntwo\n"), "~/broken.json": .text("{insecure-registries: []}"), "~/work": .folder,
    ]
    world.answers["http://localhost/"] = HTTPAnswer(status: 204, body: #"{"items":[{"name":"x"}]}"#)
    return world
  }()

  @Test(arguments: [
    (ContainerFact(name: Glob("web*"), count: CountRange(atLeast: 2, atMost: 2)), true),
    (ContainerFact(name: Glob("web*"), states: [.running], count: CountRange(atLeast: 2)), false),
    (ContainerFact(image: Glob("docker.io/library/nginx:*")), true),
    (ContainerFact(image: Glob("nginx")), false),
    (ContainerFact(image: Glob("example.com:5000/db:1"), publishes: .nothing), true),
    (ContainerFact(name: Glob("web1"), publishes: .nothing), false),
    (ContainerFact(name: Glob("web1"), publishes: .anything), true),
    (ContainerFact(name: Glob("web1"), publishes: .port(PortPattern(host: 8080, container: nil))), true),
    (ContainerFact(publishes: .port(PortPattern(host: 80, container: 8080))), false),
    (ContainerFact(publishes: .port(PortPattern(host: 8080, container: 80, transport: "udp"))), false),
    (ContainerFact(command: [Glob("nginx"), Glob("-*")]), true),
    (ContainerFact(command: [Glob("-*")]), false),
    (ContainerFact(labels: ["tier": Glob("w*")]), true),
    (ContainerFact(labels: ["tier": Glob("db")]), false),
    (ContainerFact(mounts: [MountPattern(source: Glob("data"), destination: Glob("/usr/share/*"))]), true),
    (ContainerFact(mounts: [MountPattern(source: Glob("other"), destination: Glob("*"))]), false),
    (ContainerFact(name: Glob("nobody"), count: .none), true),
    (ContainerFact(count: .none), false),
  ]) func `containers are told apart by every trait`(_ fact: ContainerFact, holds: Bool) async {
    #expect(await outcome(.fact(.container(fact), on: nil), Self.lab) == (holds ? .passed : .failed))
  }

  @Test(arguments: [
    (ImageFact(reference: Glob("nginx:1.19.2")), true),
    (ImageFact(reference: Glob("docker.io/library/nginx:1.19.2")), true),
    (ImageFact(reference: Glob("nginx")), false),
    (ImageFact(registry: Glob("docker.io"), repository: Glob("nginx")), true),
    (ImageFact(registry: Glob("example.com:5000"), repository: Glob("db"), tag: Glob("1")), true),
    (ImageFact(registry: Glob("example.com"), repository: Glob("db")), false),
    (ImageFact(reference: Glob("web:v1"), alsoNamed: Glob("nginx:*")), true),
    (ImageFact(reference: Glob("example.com:5000/db:1"), alsoNamed: Glob("*")), false),
    (ImageFact(reference: Glob("web:v1"), sameAs: ImageAt(reference: "nginx:1.19.2")), true),
    (ImageFact(reference: Glob("web:v1"), sameAs: ImageAt(reference: "example.com:5000/db:1")), false),
    (ImageFact(reference: Glob("web:v1"), sameAs: ImageAt(reference: "gone:1")), false),
    (ImageFact(reference: Glob("gone:*"), exists: false), true),
    (ImageFact(reference: Glob("web:*"), exists: false), false),
  ]) func `images are told apart by every part of their names`(_ fact: ImageFact, holds: Bool) async {
    #expect(await outcome(.fact(.image(fact), on: nil), Self.lab) == (holds ? .passed : .failed))
  }

  @Test(arguments: [
    (FileFact(path: "~/notes"), true),
    (FileFact(path: "~/notes", text: [.contains("two"), .matches("^one")]), true),
    (FileFact(path: "~/notes", text: [.equals("one")]), false),
    (FileFact(path: "~/gone"), false), (FileFact(path: "~/gone", exists: false), true),
    (FileFact(path: "~/work"), true), (FileFact(path: "~/work", text: [.contains("a")]), false),
    (
      FileFact(path: "/etc/docker/daemon.json", json: ["insecure-registries[*]": .equals("nova:5000")]),
      true
    ),
    (
      FileFact(path: "/etc/docker/daemon.json", json: ["insecure-registries[0]": .equals("nova:5000")]),
      false
    ),
    (FileFact(path: "/etc/docker/daemon.json", json: ["log.max": .equals("3")]), true),
    (FileFact(path: "~/broken.json", json: ["insecure-registries[*]": .contains("")]), false),
  ]) func `files are read as text and as JSON`(_ fact: FileFact, holds: Bool) async {
    #expect(await outcome(.fact(.file(fact), on: nil), Self.lab) == (holds ? .passed : .failed))
  }

  @Test(arguments: [
    (HTTPFact(url: "http://localhost/", status: .code(200)), false),
    (HTTPFact(url: "http://localhost/", status: .family(2)), true),
    (HTTPFact(url: "http://localhost/", status: .anything, json: ["items[*].name": .equals("x")]), true),
    (HTTPFact(url: "http://localhost/", status: .anything, body: .contains("y")), false),
    (HTTPFact(url: "http://localhost/", status: .noAnswer), false),
    (HTTPFact(url: "http://localhost:1/", status: .noAnswer), true),
    (HTTPFact(url: "http://localhost:1/", status: .anything), false),
  ]) func `answers are judged by status and content, silence by being wanted`(_ fact: HTTPFact, holds: Bool)
    async
  {
    #expect(await outcome(.fact(.http(fact), on: nil), Self.lab) == (holds ? .passed : .failed))
  }

  @Test func `what a docker command prints is judged; another program is the author's own affair`() async {
    let cases: [(OutputFact, Outcome)] = [
      (OutputFact(command: "docker info", text: [.contains("nova:5000")]), .passed),
      (OutputFact(command: "docker info", text: [.contains("juno:5000")]), .failed),
      (OutputFact(command: "docker info", exit: .failed), .failed),
      (OutputFact(command: "uname -a"), .undetermined),
      (OutputFact(command: "docker nonsense"), .undetermined),
    ]
    var dark = Self.lab
    dark.trouble["host"] = VerdictTests.down
    let info = OutputFact(command: "docker info")
    #expect(await outcome(.fact(.output(info), on: nil), dark) == .undetermined)
    for (fact, wanted) in cases {
      #expect(await outcome(.fact(.output(fact), on: nil), Self.lab) == wanted, "\(fact.command)")
    }
  }

  @Test func `conditions are joined by all, any and not; what is unknown stays unknown`() async {
    var world = Self.lab
    world.trouble["dark"] = VerdictTests.down
    let yes = Condition.fact(.image(ImageFact(reference: Glob("web:v1"))), on: nil)
    let no = Condition.not(yes)
    let unknown = Condition.fact(.image(ImageFact(reference: Glob("web:v1"))), on: "dark")
    let cases: [(Condition, Outcome)] = [
      (.all([yes, yes]), .passed), (.all([yes, no]), .failed), (.all([unknown, no]), .failed),
      (.all([yes, unknown]), .undetermined), (.any([no, yes]), .passed), (.any([unknown, yes]), .passed),
      (.any([no, no]), .failed), (.any([no, unknown]), .undetermined), (.not(unknown), .undetermined),
    ]
    for (condition, wanted) in cases {
      #expect(await outcome(condition, world) == wanted, "\(condition)")
    }
  }

  @Test func `an image is the same under the id of its config and that of its manifest`() async {
    var world = ScriptedWorld()
    world.images = ["host": [("vm:5000/web:v1", "a")], "other": [("vm:5000/web:v1", "b")]]
    let fact = ImageFact(
      reference: Glob("vm:5000/web:v1"), sameAs: ImageAt(reference: "vm:5000/web:v1", machine: "host"))
    #expect(await outcome(.fact(.image(fact), on: "other"), world) == .failed)
    // Docker 29 keeps images in containerd, whose ids are digests of manifests.
    let manifest = "sha256:\(ScriptedWorld.id("a"))"
    world.inspections = [
      "host": [
        "vm:5000/web:v1": [
          "Id": .string(manifest), "RepoDigests": [.string("vm:5000/web@\(manifest)")],
          "Descriptor": ["digest": .string(manifest)],
        ]
      ],
      "other": [
        "vm:5000/web:v1": [
          "Id": .string("sha256:\(ScriptedWorld.id("b"))"),
          "RepoDigests": [.string("vm:5000/web@\(manifest)")],
        ]
      ],
    ]
    #expect(await outcome(.fact(.image(fact), on: "other"), world) == .passed)
  }

  @Test func `containers that were there before the sitting are neither work nor leftovers`() async {
    var world = ScriptedWorld()
    world.containers["host"] = [.init(name: "theirs"), .init(name: "mine")]
    let one = ContainerFact(image: Glob("registry:2.7.1"), count: CountRange(atLeast: 1, atMost: 1))
    let none = ContainerFact(count: .none)
    #expect(await outcome(.fact(.container(one), on: "host"), world) == .failed)
    world.unseen = [world.containerID(0)]
    #expect(await outcome(.fact(.container(one), on: "host"), world) == .passed)
    world.unseen.insert(world.containerID(1))
    #expect(await outcome(.fact(.container(none), on: "host"), world) == .passed)
  }

  @Test func `podman's lists are understood like docker's`() async {
    struct Podman: World {
      func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
        arguments[0] == "ps"
          ? CommandOutcome(
            stdout:
              #"[{"Id":"abc","Names":["web"],"Image":"docker.io/library/nginx:1.19.2","State":"running","Labels":{},"Ports":[{"host_ip":"","container_port":80,"host_port":8080,"range":1,"protocol":"tcp"}]}]"#
          )
          : CommandOutcome(
            stdout: #"{"Id":"aa","repository":"docker.io/library/nginx","tag":"1.19.2","Names":["x"]}"#)
      }
      func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
        .silent(reason: "")
      }
      func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation { .missing }
      func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
    }
    let container = ContainerFact(
      image: Glob("nginx:1.19.2"), states: [.running],
      publishes: .port(PortPattern(host: 8080, container: 80)))
    let checks = [
      VerdictTests.check("c", .container(container)),
      VerdictTests.check("i", .image(ImageFact(reference: Glob("nginx:1.19.2")))),
    ]
    let lesson = VerdictTests.lesson(checks)
    let assessment = await Assessor(lesson: lesson).assess(
      lesson.steps[0], world: Podman(), journal: ScriptedJournal())
    #expect(assessment.outcome == .passed)
  }

  @Test func `what is expected and found is said in both languages as people would`() async throws {
    var scene = try Scene(at: "start-registry")
    scene.world.containers["host"] = [
      .init(name: "web", image: "nginx", publishing: ["127.0.0.1:8080:80"]),
      .init(name: "reg", state: "created"),
    ]
    let container = try #require(try await scene.assess("start-registry").leading)
    #expect(
      container.expected.en == "host has a container of registry:2.7.1 (running, publishing 5000:5000/tcp).")
    #expect(container.expected.ja == "host に registry:2.7.1 のコンテナ（動作中、5000:5000/tcp を公開）がある。")
    #expect(container.found.en == "host has reg (registry:2.7.1, created, never started).")
    #expect(container.found.ja == "host にあるのは reg（registry:2.7.1、作成されただけで未起動）。")
    scene = try Scene(at: "ask-catalog")
    scene.ran("curl localhost:5000/v2/catalog", output: "404 page not found\n")
    let ran = try #require(try await scene.assess("ask-catalog").leading)
    #expect(ran.found.en == "`curl localhost:5000/v2/catalog` printed: 404 page not found")
    #expect(ran.found.ja == "`curl localhost:5000/v2/catalog` の出力：404 page not found")
    scene = try Scene(at: "see-elsewhere")
    scene.ran("docker images", on: "host")
    let elsewhere = try #require(try await scene.assess("see-elsewhere").leading)
    #expect(
      elsewhere.found.en == "Not done on other yet; the latest command was `docker images` on host."
    )
  }
}
