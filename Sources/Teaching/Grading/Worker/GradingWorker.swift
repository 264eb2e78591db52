import Basics
import Engine
import HTTPServer
import Lessons
import Reports
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process in which submissions are graded: orders come in line by line, results go out.
///
/// It runs in a sandbox of its own, whose loopback network it shares with the submission at hand, and which it alone
/// may build further sandboxes in.
package struct GradingWorker: Sendable {
  private let channel: LineChannel
  /// A folder that nobody else uses.
  private let folder: String

  package init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, folder: String) {
    channel = LineChannel(input: input, output: output)
    // Workers without a sandbox see one file system; each has a place of its own in it.
    self.folder = "\(folder)/\(getpid())"
  }

  /// Grades what is ordered until there is nothing more.
  ///
  /// - Throws: when the briefing cannot be read; a submission is never a reason.
  package func run() async throws {
    var lines = channel.incoming.makeAsyncIterator()
    guard let first = await lines.next() else { return }
    let briefing: WorkerBriefing = try JSONValue(parsing: first).decoded()
    if briefing.tools != nil { try Self.mountProcesses() }
    signal(SIGPIPE, SIG_IGN)
    let loops = ServerLoops()
    let workshop = Workshop(
      folder: folder, images: try BundledImages(folder: briefing.images), link: briefing.link, tools: briefing.tools,
      limits: briefing.limits,
      language: briefing.language, loops: loops)
    var grader = SubmissionGrader(briefing: briefing, workshop: workshop)
    while let line = await lines.next() {
      let order: WorkerOrder = try JSONValue(parsing: line).decoded()
      let result = await grader.grade(order)
      try channel.send(JSONValue(encoding: WorkerReply(result: result)).utf8())
    }
    await loops.shutdown()
  }

  /// Shows this sandbox's own processes under `/proc`, whole, so that sandboxes inside may have one too.
  private static func mountProcesses() throws(SystemError) {
    #if os(Linux)
      let flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
      guard unsafe mount("proc", "/proc", "proc", flags, nil) == 0 else { throw .last("mount", "/proc") }
    #endif
  }
}
