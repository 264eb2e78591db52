import Basics
import Lessons
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// dojo run once more, inside the walls of an isolated sitting, on this process's terminal.
struct IsolatedRun {
  let context: ProcessContext
  let origin: LessonOrigin
  let lesson: Lesson
  let state: StateFolder

  init(context: ProcessContext, origin: LessonOrigin, lesson: Lesson, state: StateFolder) {
    self.context = context
    self.origin = origin
    self.lesson = lesson
    self.state = state
  }

  /// Runs dojo with these arguments; the result is its exit code.
  ///
  /// - Throws: `CannotIsolate` when there can be no walls here.
  func run(_ arguments: [String], explain: (Phrase) -> Void = { _ in }) async throws -> Int32 {
    let tools: SandboxTools
    do throws(NoSandbox) {
      tools = try await SandboxProbe(environment: context.environment).runForOneself()
    } catch {
      throw CannotIsolate.noSandbox(error)
    }
    try state.lesson(lesson.id).create()
    let room = IsolatedRoom(of: lesson, in: state, tools: tools)
    try room.prepare()
    explain(Self.welcome(home: room.home))
    // The sitting makes its own short-lived folder in this one.
    let runtime = try RuntimeFolder(
      environment: context.environment,
      names: lesson.machines.map { "dojo-XXXXXX/\($0.id).sock" } + ["dojo-XXXXXX/control.sock"])
    defer { Folders.remove(runtime.path) }
    let home = try context.home()
    let guests = IsolatedRoom.Guests(
      program: context.executable, link: context.link, lessons: home.lessons, images: home.images,
      chapter: origin.isChapter ? lesson.sources.map(\.path) : [])
    let status = try await room.command(arguments, guests, runtime: runtime, environment: context.environment)
      .runInPlace(depth: IsolatedRoom.depth).status
    if status == 128 + SIGKILL { explain(Self.killed) }
    return status
  }

  /// Runs dojo with these arguments within the walls of a sitting that goes on, on this process's terminal.
  ///
  /// - Throws: `SittingFailure.notAnswering` when the sitting cannot be found or entered.
  static func join(
    _ address: SittingAddress, _ arguments: [String], environment: [String: String]
  ) async throws -> Int32 {
    guard let nsenter = LinkFolder.program("nsenter", on: environment["PATH"] ?? "", except: nil) else {
      throw SittingFailure.notAnswering(reason: "nsenter (util-linux): not found")
    }
    guard let inside = Offspring.of(address.process, depth: IsolatedRoom.depth).first else {
      throw SittingFailure.notAnswering(reason: "process \(address.process)")
    }
    let visit: SandboxVisit
    var variables: [String: String]
    do throws(SystemError) {
      visit = try SandboxVisit(of: inside, nsenter: nsenter)
      variables = try visit.environment()
    } catch {
      throw SittingFailure.notAnswering(reason: error.reason)
    }
    for name in ["TERM", "COLORTERM", "NO_COLOR"] { variables[name] = environment[name] }
    return try await visit.run([IsolatedRoom.program] + arguments, environment: variables).status
  }

  private static let killed = Phrase(
    en: "The sitting was killed; what you did is kept. Go on with dojo run.",
    ja: "レッスンの実行が強制終了されましたが、ここまでの内容は保存されています。dojo run で再開してください。")

  private static func welcome(home: String) -> Phrase {
    Phrase(
      en:
        "This sitting is isolated: it has a network of its own without the internet, which the lesson does not need, and its home folder is kept in \(home).",
      ja:
        "このレッスンは隔離された環境で動きます。ネットワークは専用で、インターネットにはつながりません（レッスンには必要ありません）。ホームフォルダーは \(home) に保存されます。")
  }
}

extension LessonOrigin {
  /// What `dojo run` is to be called with to open the very same lesson.
  func arguments(demo: Bool, speaking: SpeakingOptions) -> [String] {
    var words = [
      "run", lesson, "--ports", ports, "--lang", language.rawValue, "--format", speaking.format.rawValue,
    ]
    if let checks { words += ["--checks", checks] }
    if trusts == true { words.append("--trust") }
    if demo { words.append("--demo") }
    if speaking.plain { words.append("--plain") }
    return words
  }
}
