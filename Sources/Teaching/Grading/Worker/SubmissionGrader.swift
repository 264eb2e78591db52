import Basics
import Checks
import Lessons
import OCI
import Practice
import Reports
import Shell
import Submissions

/// Grades one submission after the other in this process.
struct SubmissionGrader: Sendable {
  let briefing: WorkerBriefing
  let workshop: Workshop
  private var pairs: [String: Workshop.GradedPair] = [:]

  /// The most lessons that are kept, one for each host name.
  private static let mostPairs = 8

  init(briefing: WorkerBriefing, workshop: Workshop) {
    self.briefing = briefing
    self.workshop = workshop
  }

  /// What comes out for a submission; whatever goes wrong becomes a row of its own.
  mutating func grade(_ order: WorkerOrder) async -> LearnerResult {
    let possible = (try? pair(for: HostNaming.fallback)).map { Double($0.graded.points) } ?? 0
    do {
      let work = try order.handedIn.work().get()
      return try await grade(work, of: order)
    } catch let problem as SubmissionProblem {
      return row(order, .unreadable, problem, possible)
    } catch {
      return row(order, .failed, error, possible)
    }
  }

  private func row(
    _ order: WorkerOrder, _ status: LearnerResult.Status, _ error: any Error, _ possible: Double
  ) -> LearnerResult {
    let reason = (error as? any UserFacingError)?.summary ?? Phrase(verbatim: "\(error)")
    return LearnerResult(learner: order.learner, status: status, reason: reason, possible: possible)
  }

  private mutating func grade(_ submitted: SubmittedWork, of order: WorkerOrder) async throws -> LearnerResult
  {
    let plain = try pair(for: HostNaming.fallback).lesson
    let host = HostNaming.origin(of: submitted, machines: plain.machines.map(\.name))
    let pair = try pair(for: host.name)
    let work = try Work(submitted, in: pair.lesson)
    let outcome = try await workshop.repeating(work, of: pair, seed: Self.seed(of: order))
    var result = LearnerResult(learner: order.learner, status: .graded, possible: Double(pair.graded.points))
    result.kind = submitted.kind
    result.steps = zip(outcome.steps, pair.graded.steps).map { $0.charged($1.costs) }
    result.commands = outcome.commands
    result.points = result.steps.reduce(0) { $0 + $1.earned }
    result.open = result.steps.reduce(0) { $0 + $1.open }
    result.hints = result.steps.reduce(0) { $0 + $1.hints }
    result.solutions = result.steps.count(where: \.isSolutionShown)
    result.notes =
      [host.note, outcome.limit?.note, outcome.bound?.note].compactMap(\.self) + order.notes
      + submitted.passedOver.map(\.notice)
    if case .bundle(let bundle) = submitted.content { result.take(bundle, outcome, pair.lesson) }
    return result
  }

  private mutating func pair(for hostName: String) throws -> Workshop.GradedPair {
    if let known = pairs[hostName] { return known }
    let pair = try briefing.pair(hostName: hostName)
    if pairs.count >= Self.mostPairs { pairs = pairs.filter { $0.key == HostNaming.fallback } }
    pairs[hostName] = pair
    return pair
  }

  /// The same files draw the same chance.
  private static func seed(of order: WorkerOrder) -> UInt64 {
    var digester = Digester()
    for file in order.files { digester.update(file.bytes) }
    return digester.digest().description.sum
  }
}

extension Work {
  /// The work of a submission on the machines of a lesson.
  init(_ submitted: SubmittedWork, in lesson: Lesson) throws {
    switch submitted.content {
    case .bundle(let bundle): self = .recorded(JournalContents(reading: bundle.journal).entries)
    case .commands(let commands), .transcript(let commands):
      self = .typed(
        commands.map { command in
          TypedCommand(
            text: command.text, machine: lesson.machine(of: command), output: command.output,
            line: command.line)
        })
    }
  }
}

extension Lesson {
  /// The machine a command is for, when the submission says it or the step on which it was meant to be run.
  fileprivate func machine(of command: SubmittedCommand) -> Machine.ID? {
    if let named = command.machine {
      if named == SubmittedCommand.startMachine { return machines.first?.id }
      return machines.first { $0.id.text == named || $0.name == named }?.id
    }
    return command.step.flatMap { step(number: $0) }?.machine ?? machines.first?.id
  }
}

extension StepResult {
  /// The result less what shown hints and the shown solution cost.
  fileprivate func charged(_ costs: Costs) -> StepResult {
    var result = self
    result.cost = costs.taken(
      from: earned, possible: possible, hints: hints, isSolutionShown: isSolutionShown)
    result.earned = earned - result.cost
    return result
  }
}

extension ContainerBounds.Kind {
  fileprivate var note: Phrase {
    switch self {
    case .memory:
      Phrase(
        en: "The programs in its containers used more memory than a submission may, and were ended.",
        ja: "コンテナの中のプログラムがメモリーの上限を超えたため、強制終了しました。")
    case .processes:
      Phrase(
        en: "The programs in its containers were more processes than a submission may have, and were ended.",
        ja: "コンテナの中のプログラムがプロセス数の上限を超えたため、強制終了しました。")
    case .disk:
      Phrase(
        en: "The programs in its containers wrote more than a submission may, and were ended.",
        ja: "コンテナの中のプログラムが書き込める量の上限を超えたため、強制終了しました。")
    }
  }
}

extension SubmissionShell.Limit {
  var note: Phrase {
    switch self {
    case .lineTime:
      Phrase(
        en: "A command did not end, not even by Ctrl-C; what came after it was not run.",
        ja: "Ctrl-C でも終わらないコマンドがあったため、その後は実行していません。")
    case .totalTime:
      Phrase(
        en: "The time for one submission was over; the rest was not run.",
        ja: "1 件あたりの制限時間を超えたため、残りは実行していません。")
    case .memory:
      Phrase(
        en: "It used more memory than a submission may; the rest was not run.",
        ja: "メモリーの上限を超えたため、残りは実行していません。")
    case .processes:
      Phrase(
        en: "It started more processes than a submission may; the rest was not run.",
        ja: "プロセス数の上限を超えたため、残りは実行していません。")
    case .output:
      Phrase(
        en: "It printed more than a submission may; the rest was not run.", ja: "出力の上限を超えたため、残りは実行していません。")
    case .commands:
      Phrase(
        en: "It ran more commands than a submission may; the rest was not run.",
        ja: "コマンド数の上限を超えたため、残りは実行していません。")
    }
  }
}
