import Archive

/// One file that was handed in, read for what is in it rather than for what it is called.
struct FileReading {
  /// From what says least about a learner's work to what says most.
  enum Rank: Int, Comparable {
    case markedUp
    case commands
    case transcript
    case bundle

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  let rank: Rank
  let work: SubmittedWork

  /// Reads a file; its name decides only what the content leaves open.
  init(_ bytes: [UInt8], name: String, limits: SubmissionLimits) throws(SubmissionProblem) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.fileBytes else { throw .tooLarge(limit: limits.fileBytes) }
    let ending = name.lowercased()
    if Bundle.isBundle(bytes) || ending.hasSuffix(".dojo") {
      self = try Self.bundle(bytes)
    } else if let lines = try Recording.lines(of: bytes, limit: limits.lines) {
      self = try Self.recording(lines, bytes: bytes, limits: limits)
    } else {
      let text = try TextBytes.decoded(bytes)
      if ending.hasSuffix(".html") || ending.hasSuffix(".htm") || Self.beginsAsPage(text) {
        self = try Self.plain(PageText.lines(of: text), rank: .markedUp, limits: limits)
      } else if ending.hasSuffix(".md") || ending.hasSuffix(".markdown") {
        guard let fences = MarkedUpText.fences(of: text) else { throw .noCommands }
        self = try Self.plain(fences, rank: .markedUp, limits: limits)
      } else {
        self = try Self.plain(text, rank: .commands, limits: limits)
      }
    }
  }

  private init(rank: Rank, work: SubmittedWork) {
    self.rank = rank
    self.work = work
  }

  private static func bundle(_ bytes: [UInt8]) throws(SubmissionProblem) -> Self {
    do throws(BundleProblem) {
      let bundle = try Bundle(reading: bytes)
      return Self(
        rank: .bundle,
        work: SubmittedWork(content: .bundle(bundle), hostName: bundle.manifest.environment.host))
    } catch {
      throw .bundle(error)
    }
  }

  /// A recording without a prompt in it is a script with some escape sequences.
  private static func recording(
    _ lines: [ScreenLine], bytes: [UInt8], limits: SubmissionLimits
  ) throws(SubmissionProblem) -> Self {
    let evidence = PromptEvidence(lines)
    if evidence.prompts > 0 || evidence.isRoots {
      return try transcript(lines, rank: .transcript, limits: limits)
    }
    return try plain(lines.map(\.text).joined(separator: "\n"), rank: .commands, limits: limits)
  }

  private static func plain(
    _ text: String, rank: Rank, limits: SubmissionLimits
  ) throws(SubmissionProblem) -> Self {
    // Counted before anything is made of each line.
    let count = text.utf8.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    guard count <= limits.lines else { throw .tooManyLines(limit: limits.lines) }
    let lines = dedented(text)
    if PromptEvidence(lines).isTranscript {
      return try transcript(
        lines, rank: max(rank, rank == .markedUp ? .markedUp : .transcript), limits: limits)
    }
    let file = try CommandFile(text, limits: limits)
    var work = SubmittedWork(content: .commands(file.segments), hostName: file.hostName)
    work.candidateHostNames = HostNames.candidates(in: file.segments)
    return Self(rank: rank, work: work)
  }

  private static func transcript(
    _ lines: [ScreenLine], rank: Rank, limits: SubmissionLimits
  ) throws(SubmissionProblem) -> Self {
    let transcript = try Transcript(lines, limits: limits)
    var work = SubmittedWork(content: .transcript(transcript.commands), hostName: transcript.hostName)
    work.candidateHostNames = HostNames.candidates(in: transcript.commands)
    return Self(rank: rank, work: work)
  }

  /// The lines of a text without the space that all of them begin with.
  private static func dedented(_ text: String) -> [ScreenLine] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let margin =
      lines.lazy.filter { line in line.contains { $0 != " " } }
      .map { line in line.prefix { $0 == " " }.count }.min() ?? 0
    return lines.enumerated().map { index, line in
      ScreenLine(text: String(line.dropFirst(margin)), source: index + 1)
    }
  }

  private static func beginsAsPage(_ text: String) -> Bool {
    let start = text.prefix(200).drop(while: \.isWhitespace).lowercased()
    return ["<!doctype html", "<html", "<p>", "<p ", "<div", "<pre"].contains { start.hasPrefix($0) }
  }
}
