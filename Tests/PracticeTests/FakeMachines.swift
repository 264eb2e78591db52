import Basics
import Checks
import Lessons
import Practice
import Synchronization
import TestSupport

/// Machines that only remember what was kept; the world is nothing but this test's word.
final class FakeMachines: SittingMachines {
  let world: any World = NoWorld()
  private let restored = Mutex<[String]>([])
  private let socketFolder: String

  init(socketFolder: String) { self.socketFolder = socketFolder }

  var restoredFolders: [String] { restored.withLock { $0 } }

  func access(to machine: Machine.ID) -> EngineAccess { .practice(socket: "\(socketFolder)/\(machine).sock") }
  func save(to folder: String) async throws {
    try Folders.create(folder)
  }
  func restore(from folder: String) async throws { restored.withLock { $0.append(folder) } }
  func route(host: String, port: Int, from machine: Machine.ID) async -> Route {
    port == 5000 ? .reachable(host: "127.0.0.1", port: 32768) : .refused
  }
  func close() async {}
}

/// A world that cannot be looked at.
struct NoWorld: World {
  struct Closed: Error {}
  func docker(_ arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome { throw Closed() }
  func http(get url: String, accept: [String], on machine: Machine.ID) async throws -> HTTPObservation {
    throw Closed()
  }
  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation { throw Closed() }
  func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? { nil }
}

/// The verdicts that steps get, as the test sets them.
final class Oracle: Sendable {
  private let outcomes = Mutex<[Step.ID: StepAssessment]>([:])

  func say(_ assessment: StepAssessment) { outcomes.withLock { $0[assessment.step] = assessment } }

  func judge(_ step: Step) -> StepAssessment {
    outcomes.withLock { $0[step.id] } ?? .sample(step: step.id, outcome: .failed)
  }
}

/// A sitting of the sample lesson with an oracle for a judge.
struct SampleSitting {
  let folder: ScratchFolder
  let oracle = Oracle()
  let environment: [String: String]

  init() throws {
    folder = try ScratchFolder()
    environment = ["HOME": folder.path, "TMPDIR": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
  }

  var setup: SittingSetup {
    SittingSetup(
      lesson: .sample, folder: LessonFolder(path: "\(folder.path)/state/sample"), program: "/bin/echo",
      language: .english, environment: environment,
      openMachines: { _, _, sockets in FakeMachines(socketFolder: sockets) },
      judge: { [oracle] step, _, _, _ in oracle.judge(step) }, now: { 1_793_563_200_000 })
  }

  func open() async throws -> Sitting { try await Sitting.open(setup).0 }
}

extension CommandEntry {
  static func sample(_ argv: String..., exit: Int32 = 0) -> Self {
    Self(argv: argv, folder: "/", machine: "host", exit: exit, output: "said", started: 1)
  }
}
