import Archive

/// Reads the submissions that a survey has found, one after the other, keeping no more than one in memory where the
/// order of an archive allows it.
package final class SubmissionReader {
  private let limits: SubmissionLimits
  private var waiting: ArraySlice<FoundSubmission>
  private var ready: [(submission: FoundSubmission, files: Result<HandedIn, SubmissionProblem>)] = []
  private var archive: ClassArchive?

  /// - Parameters:
  ///   - submissions: Those that are wanted, in the order of the survey; the others are passed over.
  ///   - limits: How much is read.
  package init(_ submissions: [FoundSubmission], limits: SubmissionLimits = SubmissionLimits()) {
    waiting = submissions[...]
    self.limits = limits
  }

  /// The next submission with its content, or why it cannot be read; `nil` after the last.
  ///
  /// Those of one archive come as they stand in it.
  package func next() -> (submission: FoundSubmission, work: Result<SubmittedWork, SubmissionProblem>)? {
    nextFiles().map { next in (next.submission, next.files.flatMap { $0.work(limits: limits) }) }
  }

  /// The next submission with its files, not looked into, or why they cannot be read; `nil` after the last.
  package func nextFiles() -> (submission: FoundSubmission, files: Result<HandedIn, SubmissionProblem>)? {
    while true {
      if !ready.isEmpty { return ready.removeFirst() }
      if let current = archive {
        ready = current.readOn()
        if current.isAtEnd { archive = nil }
        continue
      }
      guard let submission = waiting.popFirst() else { return nil }
      guard case .archive(let path) = submission.place, submission.problem == nil else {
        return (submission, Self.read(submission, limits: limits))
      }
      var together = [submission]
      while let next = waiting.first, next.place == submission.place {
        waiting.removeFirst()
        if let problem = next.problem {
          ready.append((next, .failure(problem)))
        } else {
          together.append(next)
        }
      }
      archive = ClassArchive(path, together, limits: limits)
    }
  }

  private static func read(
    _ submission: FoundSubmission, limits: SubmissionLimits
  ) -> Result<HandedIn, SubmissionProblem> {
    if let problem = submission.problem { return .failure(problem) }
    var contents = HandedIn(isCanvas: submission.identities["canvas"] != nil)
    for file in submission.files {
      contents.add(file.path, limits: limits) { () throws(SubmissionProblem) in
        switch submission.place {
        case .folder(let folder): try SafeFile.read(file.parts, below: folder, limit: limits.fileBytes)
        case .file(let path), .archive(let path): try SafeFile.read(named: path, limit: limits.fileBytes)
        }
      }
    }
    return .success(contents)
  }
}

/// The submissions in one archive, read in the archive's own order.
private final class ClassArchive {
  private struct Pending {
    let submission: FoundSubmission
    var files: HandedIn
    var missing: Int
  }

  private let limits: SubmissionLimits
  private var reader: ArchiveReader?
  private var pending: [Int: Pending] = [:]
  private var owners: [String: Int] = [:]
  private var problem: SubmissionProblem?
  private(set) var isAtEnd = false

  init(_ path: String, _ submissions: [FoundSubmission], limits: SubmissionLimits) {
    self.limits = limits
    for (index, submission) in submissions.enumerated() {
      pending[index] = Pending(
        submission: submission, files: HandedIn(isCanvas: submission.identities["canvas"] != nil),
        missing: submission.files.count)
      for file in submission.files { owners[file.path] = index }
    }
    do throws(SubmissionProblem) {
      let descriptor = try SafeFile.open(named: path)
      do throws(ArchiveProblem) {
        reader = try ArchiveReader(descriptor: descriptor, limits: limits.classArchive)
      } catch {
        throw .archive(error)
      }
    } catch {
      problem = error
    }
  }

  /// Goes on until a submission is whole; at the end, or where the archive breaks, all that are left are given.
  func readOn() -> [(submission: FoundSubmission, files: Result<HandedIn, SubmissionProblem>)] {
    do throws(ArchiveProblem) {
      while problem == nil, let entry = try reader?.next() {
        guard entry.kind == .file, let owner = owners.removeValue(forKey: entry.name) else { continue }
        guard let content = try reader?.read() else { continue }
        if let whole = take(content, named: entry.name, for: owner) { return [whole] }
      }
    } catch {
      problem = .archive(error)
    }
    isAtEnd = true
    reader = nil
    let rest = pending.sorted { $0.key < $1.key }.map(\.value)
    pending = [:]
    return rest.map { left in
      let isEmpty = left.missing == left.submission.files.count
      return (
        left.submission,
        isEmpty || problem != nil
          ? .failure(problem ?? .vanished)
          : .success(left.files)
      )
    }
  }

  private func take(
    _ content: Result<[UInt8], EntryRefusal>, named name: String, for owner: Int
  ) -> (submission: FoundSubmission, files: Result<HandedIn, SubmissionProblem>)? {
    guard var learner = pending[owner] else { return nil }
    learner.files.add(name, limits: limits) { () throws(SubmissionProblem) in
      do throws(EntryRefusal) { return try content.get() } catch { throw .entry(error) }
    }
    learner.missing -= 1
    pending[owner] = learner
    guard learner.missing == 0 else { return nil }
    pending[owner] = nil
    return (learner.submission, .success(learner.files))
  }
}
