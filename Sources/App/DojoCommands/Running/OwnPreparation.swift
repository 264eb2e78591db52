import Basics
import Checks
import Engine
import Lessons
import Practice

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes a Docker of the learner's ready for a lesson: looks whether it can be done there, and offers missing images.
struct OwnPreparation {
  let context: ProcessContext
  let lesson: Lesson
  let folder: LessonFolder
  let console: Console
  /// Whether missing images are loaded without asking.
  let isAgreed: Bool

  /// Gets everything ready.
  ///
  /// - Throws: `OwnDockerFailure` when the lesson cannot be done there as things are.
  func run() async throws {
    let docker = try await OwnDocker.find(context.environment)
    let engine = try await OwnEngine.look(docker, environment: context.environment)
    let machine = lesson.machines.first ?? .start
    try OwnReadiness(machine: machine, docker: docker, engine: engine).check()
    try folder.create()
    let ledger = try await OwnLedgerFile.open(in: folder, engine: engine.id) {
      Set(
        try await OwnInventory.look([.containers], with: docker, environment: context.environment)
          .containers.map(\.id))
    }
    let bundle = try BundledImages(folder: context.home().images)
    let present = try await OwnInventory.look([.images], with: docker, environment: context.environment)
    let missing = lesson.images(among: bundle.names).filter { name in
      !present.images.contains { $0.name == Belongings.fullName(name) }
    }
    guard !missing.isEmpty else { return }
    let programs = await StandInPrograms(context: context).find()
    guard let programs, engine.isOfThisComputer else {
      return try goWithout(missing, on: machine, docker, canLoad: false)
    }
    guard try mayLoad(missing, on: machine, docker) else { return }
    let stand = StandIns(of: bundle, programs: programs, architecture: OwnEngine.ownArchitecture)
    try await load(missing, stand, docker, ledger)
  }

  /// Whether the learner wants the stand-ins.
  private func mayLoad(_ missing: [String], on machine: Lessons.Machine, _ docker: OwnDocker) throws -> Bool {
    if isAgreed { return true }
    guard let terminal = OpenTerminal() else {
      try goWithout(missing, on: machine, docker, canLoad: true)
      return false
    }
    let question = Phrase(
      en: """
        Your \(docker.kind.rawValue) does not have these images: \(missing.joined(separator: ", ")).
        dojo can load small stand-ins of its own under these names; no network is needed, and dojo reset
        removes them. Load them? [Y/n] 
        """,
      ja: """
        お使いの \(docker.kind.rawValue) に次のイメージがありません: \(missing.joined(separator: "、"))
        dojo に付属する小さな代用イメージを、この名前で読み込めます（ネットワークは不要で、dojo reset で
        削除できます）。読み込みますか? [Y/n] 
        """)[console.language]
    // An input that has ended is no consent.
    guard let line = terminal.ask(question) else { return false }
    let word = line.split(whereSeparator: \.isWhitespace).first?.lowercased() ?? "y"
    return ["y", "yes", "はい"].contains(word)
  }

  /// Goes on without stand-ins, unless the lesson begins with images that are not there.
  private func goWithout(
    _ missing: [String], on machine: Lessons.Machine, _ docker: OwnDocker, canLoad: Bool
  ) throws {
    let needed = missing.filter { name in
      machine.images.contains { Belongings.fullName($0) == Belongings.fullName(name) }
    }
    guard needed.isEmpty else {
      throw OwnDockerFailure.imagesMissing(needed, program: docker.program, canLoad: canLoad)
    }
  }

  private func load(
    _ names: [String], _ stand: StandIns, _ docker: OwnDocker, _ ledger: OwnLedgerFile
  ) async throws {
    let archive = "\(FileManager.default.temporaryDirectory.path)/dojo-images-\(UUID().uuidString).tar"
    defer { try? FileManager.default.removeItem(atPath: archive) }
    try stand.write(names, to: archive)
    let outcome = try await docker.ask(
      ["load", "-i", archive], environment: context.environment, patience: .seconds(300))
    guard outcome.exit == 0 else {
      throw OwnDockerFailure.notAnswering(
        program: docker.program,
        reason: outcome.stderr.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    }
    var made = Belongings()
    made.images = Set(names.map(Belongings.fullName))
    let loaded = made
    try ledger.change { $0.made.formUnion(loaded) }
    console.explain(
      Phrase(
        en: "Loaded stand-ins: \(names.joined(separator: ", ")).",
        ja: "代用イメージを読み込みました: \(names.joined(separator: "、"))"))
  }
}

extension Lesson {
  /// Those of these images that the lesson begins with, asks for, or uses in its solutions.
  func images(among names: [String]) -> [String] {
    let begun = machines.first?.images ?? []
    let words = steps.flatMap { step in
      (step.solution?.commands ?? step.commands).flatMap { $0.line.split(whereSeparator: \.isWhitespace) }
    }
    let wanted = Set((begun + words.map(String.init)).map(Belongings.fullName))
    return names.filter { wanted.contains(Belongings.fullName($0)) }
  }
}
