import Basics
import Checks
import Engine
import Lessons
import Practice
import TestSupport
import Testing

@Suite struct PracticeMachinesTests {
  private let folder: ScratchFolder
  private static let lesson = Lesson(
    id: "two", title: Phrase(verbatim: "Two"), steps: Lesson.sample.steps,
    machines: [
      Lessons.Machine(
        id: "host", name: "alpha", images: ["nginx:1.19.2", "registry:2.7.1", "hello-world"],
        insecureRegistries: ["alpha:5000"]),
      Lessons.Machine(id: "other", name: "beta", insecureRegistries: ["alpha:5000"]),
    ])

  init() throws { folder = try ScratchFolder() }

  private func open() async throws -> PracticeMachines { try await Self.open(in: folder) }

  /// Two machines, `host` and `other`, called alpha and beta.
  static func open(in folder: ScratchFolder) async throws -> PracticeMachines {
    let root = try #require(checkout)
    try Folders.create("\(folder.path)/state")
    return try await PracticeMachines.open(
      lesson, stateFolder: "\(folder.path)/state", socketFolder: folder.path,
      options: PracticeMachines.Options(
        bundledImages: "\(root)/fixtures/images", ports: .private, language: .english,
        environment: ["HOME": folder.path, "PWD": folder.path]))
  }

  private static var checkout: String? {
    let parts = #filePath.split(separator: "/")
    return parts.count > 3 ? "/" + parts.dropLast(3).joined(separator: "/") : nil
  }

  @Test func `a web server on one machine is seen from both as their users would see it`() async throws {
    let machines = try await open()
    let world = machines.world
    let run = try await world.docker(["run", "-d", "-p", "5000:80", "nginx:1.19.2"], on: "host")
    #expect(run.exit == 0, "\(run.stderr)")
    guard
      case .answered(let answer) = try await world.http(
        get: "http://localhost:5000/", accept: [], on: "host")
    else {
      Issue.record("nobody answered on the host")
      return
    }
    #expect(answer.status == 200)
    let fromOther = try await world.http(get: "http://alpha:5000/", accept: [], on: "other")
    guard case .answered(let page) = fromOther else {
      Issue.record("\(fromOther)")
      return
    }
    // The second may have changed between the two.
    #expect(page.headers.filter { $0.key != "date" } == answer.headers.filter { $0.key != "date" })
    #expect((page.status, page.body) == (answer.status, answer.body))
    #expect(
      try await world.http(get: "http://localhost:5000/v2/", accept: [], on: "other")
        == .silent(reason: "connection refused"))
    await machines.close()
  }

  @Test func `going back brings back what ran, and forgets what came later`() async throws {
    let machines = try await open()
    let world = machines.world
    _ = try await world.docker(["run", "-d", "--name", "kept", "registry:2.7.1"], on: "host")
    let snapshot = "\(folder.path)/snapshots/a"
    try await machines.save(to: snapshot)
    try await machines.save(to: snapshot)
    _ = try await world.docker(["rm", "-f", "kept"], on: "host")
    _ = try await world.docker(["tag", "hello-world", "later:v1"], on: "host")
    try await machines.restore(from: snapshot)
    let containers = try await world.docker(["ps", "--format", "{{.Names}}"], on: "host")
    #expect(containers.stdout == "kept\n", "\(containers.stderr)")
    #expect(try await world.docker(["images", "-q", "later"], on: "host").stdout == "")
    await machines.close()
  }

  @Test func `a machine's daemon.json is the machine's own file`() async throws {
    let machines = try await open()
    guard case .text(let text) = try await machines.world.file("/etc/docker/daemon.json", on: "other") else {
      Issue.record("no daemon.json")
      return
    }
    #expect(text.contains("alpha:5000"))
    try folder.write("mine", to: "note.txt")
    #expect(try await machines.world.file("note.txt", on: "host") == .text("mine"))
    #expect(try await machines.world.file("~/nothing", on: "host") == .missing)
    await machines.close()
  }

  @Test func `where a connection leads depends on the machine that asks`() async throws {
    let machines = try await open()
    _ = try await machines.world.docker(["run", "-d", "-p", "5000:5000", "registry:2.7.1"], on: "host")
    guard
      case .reachable("127.0.0.1", let port) = await machines.route(host: "alpha", port: 5000, from: "other")
    else {
      Issue.record("the host cannot be reached from the other machine")
      return
    }
    #expect(port != 5000)
    #expect(
      await machines.route(host: "localhost", port: 5000, from: "host")
        == .reachable(host: "127.0.0.1", port: port))
    #expect(await machines.route(host: "localhost", port: 5000, from: "other") == .refused)
    #expect(await machines.route(host: "beta", port: 80, from: "host") == .refused)
    #expect(
      await machines.route(host: "localhost", port: 9, from: "host") == .reachable(host: "localhost", port: 9)
    )
    await machines.close()
  }

  @Test func `a published port behind which nothing listens always ends in the same words`() async throws {
    let machines = try await open()
    let world = machines.world
    _ = try await world.docker(["run", "-d", "-p", "5000:80", "registry:2.7.1"], on: "host")
    _ = try await world.docker(["tag", "nginx:1.19.2", "alpha:5000/x:v1"], on: "host")
    for _ in 0..<5 {
      let push = try await world.docker(["push", "alpha:5000/x:v1"], on: "host")
      #expect(push.exit == 1 && push.stderr == "Get \"http://alpha:5000/v2/\": EOF\n")
      guard
        case .silent(let reason) = try await world.http(
          get: "http://localhost:5000/v2/", accept: [], on: "host")
      else {
        Issue.record("somebody answered")
        break
      }
      #expect(reason.hasSuffix("closed the connection without an answer"))
    }
    await machines.close()
  }
}
