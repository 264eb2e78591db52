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
  let source: DockerSource
  let lesson: Lesson
  let folder: LessonFolder
  let console: Console
  /// Whether missing images are loaded without asking.
  let isAgreed: Bool

  /// Gets everything ready.
  ///
  /// - Throws: `OwnDockerFailure` when the lesson cannot be done there as things are.
  func run() async throws {
    let docker = try await OwnDocker.find(source, context.environment)
    let engine = try await OwnEngine.look(docker, environment: context.environment)
    let machine = lesson.machines.first ?? .start
    try OwnReadiness(lesson: lesson, docker: docker, engine: engine).check()
    try folder.create()
    if OwnLedgerFile.isAboutAnother(than: engine.id, in: folder) {
      console.warn(
        Phrase(
          en: "This is another engine than before. What the lesson has made on that one stays there.",
          ja: "前回とは別のエンジンです。レッスンが前のエンジンに作ったものは、そこに残っています。"))
    }
    let ledger = try await OwnLedgerFile.open(in: folder, engine: engine.id) {
      Set(
        try await OwnInventory.look([.containers], with: docker, environment: context.environment)
          .containers.map(\.id))
    }
    try await tellWhere(docker, engine, ledger)
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
    guard try mayLoad(missing, on: machine, docker) else {
      let pulls = missing.map { "\(docker.kind.rawValue) pull \($0)" }.joined(separator: " && ")
      return console.explain(
        Phrase(
          en: "Nothing was loaded. The real ones come from Docker Hub: \(pulls)",
          ja: "何も読み込みませんでした。本物は Docker Hub から取得できます: \(pulls)"))
    }
    let stand = StandIns(of: bundle, programs: programs, architecture: OwnEngine.ownArchitecture)
    try await load(missing, stand, docker, ledger)
  }

  /// Says which engine the lesson runs on, and what dojo will not touch there.
  private func tellWhere(_ docker: OwnDocker, _ engine: OwnEngine, _ ledger: OwnLedgerFile) async throws {
    let former = ledger.current.former.count
    let place = await docker.endpoint(environment: context.environment)
    let own = lesson.machines.first?.id.text ?? "host"
    let others = lesson.machines.dropFirst().map(\.id.text)
    let rest = Phrase(
      en: others.isEmpty ? "" : " \(others.joined(separator: ", ")): a practice machine.",
      ja: others.isEmpty ? "" : "\(others.joined(separator: "、")) は練習用マシンです。")
    console.explain(
      Phrase(
        en: """
          \(own): your own \(engine.version)\(place.map { " at \($0)" } ?? "").\(rest.en) Containers from before: \
          \(former); checks look past them, and dojo asks before a command touches what this lesson did not make.
          """,
        ja: """
          \(own) は手元の \(engine.version)\(place.map { "（\($0)）" } ?? " ")です。\(rest.ja)\
          前からあるコンテナ（\(former) 個）はチェックの対象外です。このレッスンが作っていないものに影響する\
          コマンドは、実行前に確認します。
          """))
    if docker.kind == .podman {
      console.explain(
        Phrase(
          en: """
            podman files a name without a registry under localhost/. Where such a name is to move to another image, \
            or to reach another machine, write it in full: docker.io/library/NAME.
            """,
          ja: """
            podman はレジストリのない名前を localhost/ の下に置きます。そうした名前を別のイメージに付け替えたり、\
            別のマシンに渡したりするときは、docker.io/library/名前 と省略せずに書いてください。
            """))
    }
    if await !OwnEngine.publishesPorts(docker, environment: context.environment) {
      console.warn(
        Phrase(
          en: "That engine has no bridge network (dockerd --bridge=none): it opens no ports for containers.",
          ja: """
            このエンジンにはブリッジネットワークがありません（dockerd --bridge=none など）。\
            コンテナのポートを公開しても開きません。
            """))
    }
    guard let place, OwnEngine.isElsewhere(place) else { return }
    console.warn(
      Phrase(
        en: "That engine is on another computer: ports that containers publish are not on this one.",
        ja: "このエンジンは別のコンピューターにあります。コンテナの公開ポートは、このコンピューターでは開きません。"))
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
        Your \(docker.kind.rawValue) does not have these images:
            \(missing.joined(separator: ", "))
        dojo can load small stand-ins of its own under these names, without any network.
        Load them? [Y/n] 
        """,
      ja: """
        手元の \(docker.kind.rawValue) に次のイメージがありません。
            \(missing.joined(separator: "、"))
        dojo に付属する小さな代用イメージを、ネットワークなしでこの名前で読み込めます。
        読み込みますか? [Y/n] 
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
    try ledger.change { $0.loaded.formUnion(names.map(Belongings.fullName)) }
    let removal = "\(docker.kind.rawValue) rmi \(names.joined(separator: " "))"
    console.explain(
      Phrase(
        en: "Loaded dojo's stand-ins. When you are done with the lesson: \(removal)",
        ja: "dojo の代用イメージを読み込みました。レッスンが終わったら \(removal) で削除できます。"))
  }
}

extension Lesson {
  /// Those of these images that the lesson begins with, asks for, or uses in its solutions.
  func images(among names: [String]) -> [String] {
    let begun = machines.first?.images ?? []
    let words = steps.flatMap { step in
      step.solvingCommands.flatMap { $0.line.split(whereSeparator: \.isWhitespace) }
    }
    let wanted = Set((begun + words.map(String.init)).map(Belongings.fullName))
    return names.filter { wanted.contains(Belongings.fullName($0)) }
  }
}
