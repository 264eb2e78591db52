import Basics
import Checks
import Engine
import Lessons
import Practice
import Synchronization
import TestSupport
import Testing

@testable import Grading

struct RememberingWorldTests {
  /// A world that counts how often it is asked.
  private final class Counted: World {
    let inner: any World
    let questions = Mutex<[String]>([])

    init(_ inner: any World) { self.inner = inner }

    func docker(_ arguments: [String], on machine: Lessons.Machine.ID) async throws -> CommandOutcome {
      questions.withLock { $0.append(arguments.joined(separator: " ")) }
      return try await inner.docker(arguments, on: machine)
    }
    func http(get url: String, accept: [String], on machine: Lessons.Machine.ID) async throws
      -> HTTPObservation
    {
      questions.withLock { $0.append(url) }
      return try await inner.http(get: url, accept: accept, on: machine)
    }
    func file(_ path: String, on machine: Lessons.Machine.ID) async throws -> FileObservation { .missing }
    func portHolder(_ port: UInt16, on machine: Lessons.Machine.ID) async -> String? { nil }

    func count(_ question: String) -> Int { questions.withLock { $0.count { $0 == question } } }
  }

  private func with(
    _ body: (RememberingWorld, Counted, PracticeMachines) async throws -> Void
  ) async throws {
    let folder = try ScratchFolder()
    let lesson = try LessonCatalog(folder: Built.lessons).load(
      "image-registry", language: "en", machines: ["host": "vm"])
    let machines = try await PracticeMachines.open(
      lesson, stateFolder: folder.path, socketFolder: folder.path,
      options: .init(bundledImages: Built.images, ports: .private, language: .english, environment: [:]))
    let counted = Counted(machines.world)
    do {
      try await body(RememberingWorld(counted, of: machines), counted, machines)
    } catch {
      await machines.close()
      throw error
    }
    await machines.close()
  }

  @Test func `a listing is asked for again only when its machine has changed`() async throws {
    try await with { world, counted, machines in
      for _ in 0..<3 {
        _ = try await world.docker(["images"], on: "host")
        await world.lookAnew()
      }
      #expect(counted.count("images") == 1)
      _ = try await machines.world.docker(["tag", "nginx:1.19.2", "mine:v1"], on: "host")
      #expect(try await world.docker(["images"], on: "host").stdout.contains("mine"))
      #expect(counted.count("images") == 2)
    }
  }

  @Test func `what may change by itself is asked for at each look, but once`() async throws {
    try await with { world, counted, _ in
      for _ in 0..<2 {
        _ = try await world.docker(["logs", "box"], on: "host")
        _ = try await world.docker(["logs", "box"], on: "host")
        await world.lookAnew()
      }
      #expect(counted.count("logs box") == 2)
    }
  }

  @Test func `a web address is asked again when something was pushed there`() async throws {
    try await with { world, counted, machines in
      let catalog = "http://localhost:5000/v2/_catalog"
      for command in [
        "run -d -p 5000:5000 registry:2.7.1", "tag nginx:1.19.2 localhost:5000/a:v1",
        "push localhost:5000/a:v1",
      ] {
        _ = try await world.http(get: catalog, accept: [], on: "host")
        _ = try await machines.world.docker(command.split(separator: " ").map(String.init), on: "host")
        await world.lookAnew()
      }
      guard case .answered(let answer) = try await world.http(get: catalog, accept: [], on: "host") else {
        Issue.record("nobody answered")
        return
      }
      #expect(answer.body == "{\"repositories\":[\"a\"]}\n")
      await world.lookAnew()
      _ = try await world.http(get: catalog, accept: [], on: "host")
      #expect(counted.count(catalog) == 4)
    }
  }
}
