import Archive

/// The files that one learner handed in, from which the work to be graded is chosen.
///
/// A bundle says more than a transcript, a transcript more than commands, and commands more than a text with some in it;
/// several files of the best kind are one submission, in natural order, and of several bundles the latest counts.
struct LearnersFiles {
  private struct Read {
    let name: String
    let reading: FileReading
  }

  private let limits: SubmissionLimits
  private var contents: [(name: String, bytes: [UInt8])] = []
  private var bytes = 0
  private var passedOver: [PassedOver] = []
  private var problem: SubmissionProblem?

  init(limits: SubmissionLimits) {
    self.limits = limits
  }

  /// Takes in one file; an archive gives its members, or a note of why it does not.
  mutating func add(_ name: String, _ content: [UInt8]) {
    do throws(SubmissionProblem) {
      bytes += content.count
      if ArchiveKind(prefix: content) != nil, !Bundle.isBundle(content), !name.lowercased().hasSuffix(".dojo")
      {
        try unpack(content, named: name)
      } else {
        contents.append((name, content))
      }
    } catch {
      note(name, error)
    }
  }

  mutating func note(_ name: String, _ problem: SubmissionProblem) {
    passedOver.append(PassedOver(name: DisplayName.of(name), reason: .problem(problem)))
    self.problem = self.problem ?? problem
  }

  /// Takes the files out of an archive that the learner handed in; archives inside it are left alone.
  private mutating func unpack(_ content: [UInt8], named name: String) throws(SubmissionProblem) {
    do throws(ArchiveProblem) {
      var reader = try ArchiveReader(bytes: content, limits: limits.learnersArchive)
      while let entry = try reader.next() {
        let parts = entry.name.split(separator: "/").map(String.init)
        guard !parts.contains(where: IgnoredNames.contains) else { continue }
        let path = "\(name)!/\(entry.name)"
        switch entry.kind {
        case .folder: continue
        case .refused(let refusal): note(path, .entry(refusal))
        case .file where contents.count >= limits.files: throw .tooManyEntries(limit: limits.files)
        case .file:
          switch try reader.read() {
          case .failure(let refusal): note(path, .entry(refusal))
          case .success(let bytes):
            self.bytes += bytes.count
            contents.append((path, bytes))
          }
        }
      }
    } catch {
      throw .archive(error)
    }
  }

  /// The work to be graded, or why there is none.
  consuming func chosen(isCanvas: Bool) -> Result<SubmittedWork, SubmissionProblem> {
    contents.sort { NameOrder.areInIncreasingOrder($0.name, $1.name) }
    if isCanvas { dropEarlierAttempts() }
    var readings: [Read] = []
    for content in contents {
      do throws(SubmissionProblem) {
        readings.append(Read(name: content.name, reading: try read(content.name, content.bytes)))
      } catch  where error == .notText || error == .noCommands && !FileNames.mayHoldCommands(content.name) {
        passedOver.append(PassedOver(name: DisplayName.of(content.name), reason: .notASubmission))
        problem = problem ?? error
      } catch {
        note(content.name, error)
      }
    }
    guard let best = readings.map(\.reading.rank).max() else { return .failure(problem ?? .empty) }
    var taken = readings.filter { $0.reading.rank == best }
    var left = readings.filter { $0.reading.rank != best }.map { ($0, PassedOver.Reason.betterFile) }
    if best == .bundle {
      taken.sort { ($0.reading.created, $1.name) > ($1.reading.created, $0.name) }
      left += taken.dropFirst().map { ($0, .earlierAttempt) }
      taken = Array(taken.prefix(1))
    }
    passedOver += left.map { PassedOver(name: DisplayName.of($0.0.name), reason: $0.1) }
    return joined(taken)
  }

  private func read(_ name: String, _ bytes: [UInt8]) throws(SubmissionProblem) -> FileReading {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    guard !FileNames.isBeside(file) else { throw .notText }
    let reading = try FileReading(bytes, name: file, limits: limits)
    // Configuration, programs and the like read as commands to whoever does not look at the name.
    guard reading.rank >= .transcript || FileNames.mayHoldCommands(file) else { throw .noCommands }
    return reading
  }

  private func joined(_ readings: [Read]) -> Result<SubmittedWork, SubmissionProblem> {
    guard var work = readings.first?.reading.work else { return .failure(.empty) }
    for other in readings.dropFirst() { work.append(other.reading.work) }
    work.files = readings.map { DisplayName.of($0.name) }
    work.passedOver = passedOver
    let count = work.commands.count
    return count > limits.commands ? .failure(.tooManyCommands(limit: limits.commands)) : .success(work)
  }

  /// Canvas numbers the files of later attempts when their names are taken: `work.sh`, `work-1.sh`.
  private mutating func dropEarlierAttempts() {
    let attempts = contents.map { content in
      CanvasName(content.name).map { CanvasName.attempt(of: $0.file) } ?? (content.name, 0)
    }
    // Numbers without a file that has none are the learner's own: `step-1.sh`, `step-2.sh`.
    let plain = Set(attempts.filter { $0.1 == 0 }.map(\.0))
    var latest: [String: Int] = [:]
    for (base, number) in attempts where plain.contains(base) {
      latest[base] = max(latest[base] ?? 0, number)
    }
    for (content, attempt) in zip(contents, attempts) where latest[attempt.0].map({ $0 > attempt.1 }) == true
    {
      passedOver.append(PassedOver(name: DisplayName.of(content.name), reason: .earlierAttempt))
    }
    contents = zip(contents, attempts).filter {
      latest[$0.1.0].map { [number = $0.1.1] in $0 == number } != false
    }
    .map(\.0)
  }
}

extension FileReading {
  /// When a bundle was packed; 0 for anything else.
  fileprivate var created: Int64 {
    guard case .bundle(let bundle) = work.content else { return 0 }
    return bundle.manifest.created
  }
}

extension SubmittedWork {
  /// The commands of anything but a bundle.
  package var commands: [SubmittedCommand] {
    switch content {
    case .bundle: []
    case .commands(let commands), .transcript(let commands): commands
    }
  }

  /// Takes in what another file of the same learner holds.
  fileprivate mutating func append(_ other: SubmittedWork) {
    hostName = hostName ?? other.hostName
    candidateHostNames += other.candidateHostNames.filter { !candidateHostNames.contains($0) }
    switch (content, other.content) {
    case (.transcript(let own), _): content = .transcript(own + other.commands)
    // Of texts for people one may hold prompts and another none.
    case (.commands(let own), .transcript(let more)): content = .transcript(own + more)
    case (.commands(let own), .commands(let more)): content = .commands(own + more)
    default: break
    }
  }
}
