import Archive
import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the submissions of a class below the paths of a command line: files, folders, and archives as an LMS exports them.
///
/// Looking through a class opens folders and the directories of archives only; `SubmissionReader` reads the files.
package struct SubmissionFinder: Sendable {
  private let lesson: String
  private let limits: SubmissionLimits

  /// - Parameters:
  ///   - lesson: The lesson's id, with which the names of bundles begin.
  ///   - limits: How much is looked at.
  package init(lesson: String, limits: SubmissionLimits = SubmissionLimits()) {
    self.lesson = lesson
    self.limits = limits
  }

  /// Looks through all paths; one submission for each learner, the latest where there are several.
  package func survey(_ paths: [String]) -> ClassSurvey {
    var survey = ClassSurvey()
    let finds = paths.map(find)
    let checkouts = finds.filter(\.isCheckout).map(\.name)
    for find in finds {
      if let problem = find.problem {
        survey.passedOver.append(PassedOver(name: DisplayName.of(find.path), reason: .problem(problem)))
      }
      let isLearners =
        find.isCheckout || MoodleName(find.name) != nil || find.isFlat && isOneOfMany(find, finds)
      var grouping = Grouping(
        find.files, root: find.name, checkouts: find.checkouts, isLearners: isLearners, lesson: lesson)
      if find.isCheckout { grouping.takeLogin(amongst: checkouts, folder: find.name) }
      survey.passedOver += find.strays + grouping.passedOver
      survey.submissions += grouping.groups.map { submission($0, in: find) }
    }
    return survey.withLatestOnly().withUniqueLearners()
  }

  /// Whether the path is one of several folders, or of several archives, each of which holds the files of one learner.
  private func isOneOfMany(_ find: Find, _ finds: [Find]) -> Bool {
    finds.count { $0.isFlat && $0.isArchive == find.isArchive && !$0.isFile } > 1 && !find.isFile
  }

  private func submission(_ group: Grouping.Group, in find: Find) -> FoundSubmission {
    let usable = group.files.filter { $0.problem == nil }
    let inside = Self.commonPath(group.files)
    let path = find.isFile ? find.path : find.path + (find.isArchive ? "!/" : "/") + inside
    return FoundSubmission(
      learner: group.learner, name: group.name, identities: group.identities,
      path: DisplayName.of(path, limit: 1_000), modified: usable.compactMap(\.modified).max(),
      isMarkedLate: group.isLate,
      passedOver: usable.isEmpty
        ? []
        : group.files.compactMap { file in
          file.problem.map { PassedOver(name: DisplayName.of(file.path), reason: .problem($0)) }
        },
      problem: usable.isEmpty ? group.files.first?.problem ?? .empty : nil, files: usable,
      place: find.isArchive ? .archive(find.path) : find.isFile ? .file(find.path) : .folder(find.path))
  }

  /// The file, or the folder that holds all files.
  private static func commonPath(_ files: [FoundFile]) -> String {
    guard var common = files.first?.names else { return "" }
    if files.count > 1 { common.removeLast() }
    for file in files.dropFirst() {
      while !file.names.starts(with: common) { common.removeLast() }
    }
    return common.joined(separator: "/")
  }
}

/// What was found below one path.
private struct Find {
  let path: String
  var files: [FoundFile] = []
  var checkouts: Set<[String]> = []
  var problem: SubmissionProblem?
  /// What is in an archive and can be nobody's.
  var strays: [PassedOver] = []
  var isArchive = false
  var isFile = false

  /// The last part of the path.
  var name: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return isArchive ? FileNames.learner(from: name, lesson: "") : name
  }

  /// Whether the folder itself is a git checkout.
  var isCheckout: Bool { checkouts.contains([]) }

  /// Whether there is nothing in it but files that say nothing about whose they are.
  var isFlat: Bool {
    !files.isEmpty
      && files.allSatisfy { file in
        file.names.count == 1 && MoodleName(file.fileName) == nil && CanvasName(file.fileName) == nil
          && !file.fileName.lowercased().hasSuffix(".dojo")
      }
  }
}

extension SubmissionFinder {
  private func find(_ path: String) -> Find {
    var find = Find(path: path)
    if Folders.isFolder(path) {
      let walk = FolderWalk(path, limits: limits)
      (find.files, find.checkouts, find.problem) = (walk.files, walk.checkouts, walk.problem)
      return find
    }
    do throws(SubmissionProblem) {
      let head = try SafeFile.beginning(of: path)
      guard ArchiveKind(prefix: head.bytes) != nil, !Bundle.isBundle(head.bytes) else {
        find.isFile = true
        let name = path.split(separator: "/").last.map(String.init) ?? path
        find.files = [FoundFile(parts: [], names: [name], modified: head.modified)]
        return find
      }
      find.isArchive = true
      try list(path, into: &find)
    } catch {
      find.problem = error
    }
    return find
  }

  /// Reads the directory of an archive; what was read before it turned out to be broken is kept.
  ///
  /// An archive with more entries than any class has is no class, and nothing of it is kept.
  private func list(_ path: String, into find: inout Find) throws(SubmissionProblem) {
    let descriptor = try SafeFile.open(named: path)
    do throws(ArchiveProblem) {
      var reader = try ArchiveReader(descriptor: descriptor, limits: limits.classArchive)
      while let entry = try reader.next() {
        let names = entry.name.split(separator: "/").map(String.init)
        if names.contains(".git"), let place = names.firstIndex(of: ".git") {
          find.checkouts.insert(Array(names[..<place]))
        }
        if entry.kind != .folder { find.add(entry, names: names) }
      }
    } catch {
      if case .tooManyEntries = error { find.files = [] }
      throw .archive(error)
    }
  }
}

extension Find {
  /// Takes in an entry of an archive; one whose very name is refused cannot be anybody's.
  fileprivate mutating func add(_ entry: ArchiveEntry, names: [String]) {
    var problem: SubmissionProblem?
    if case .refused(let refusal) = entry.kind {
      problem = .entry(refusal)
      guard !refusal.isAboutName, !names.isEmpty else {
        strays.append(PassedOver(name: DisplayName.of(entry.name), reason: .problem(.entry(refusal))))
        return
      }
    }
    guard !names.contains(where: IgnoredNames.contains) else { return }
    files.append(
      FoundFile(parts: [Array(entry.name.utf8)], names: names, modified: entry.modified, problem: problem))
  }
}

extension EntryRefusal {
  fileprivate var isAboutName: Bool {
    switch self {
    case .absoluteName, .climbingName, .controlCharacters, .nameTooLong, .unnamed: true
    default: false
    }
  }
}

extension Grouping {
  /// Gives a checkout that was named by itself the login that its folder tells, seen beside the others.
  fileprivate mutating func takeLogin(amongst folders: [String], folder: String) {
    let logins = ClassroomNames.logins(of: folders, in: "", lesson: lesson)
    guard let login = logins[folder], !groups.isEmpty else { return }
    groups[0].learner = login
    groups[0].identities = ["github": login, "repository": folder]
  }
}

extension ClassSurvey {
  /// Of several submissions of one learner the one that was changed last; the others are noted with it.
  fileprivate func withLatestOnly() -> ClassSurvey {
    var result = self
    result.submissions = []
    var places: [String: Int] = [:]
    for submission in submissions {
      guard let place = places[submission.key] else {
        places[submission.key] = result.submissions.count
        result.submissions.append(submission)
        continue
      }
      result.submissions[place] = submission.joined(with: result.submissions[place])
    }
    return result
  }

  /// Learners who are called the same are told apart by what their system calls them, else by a number.
  fileprivate func withUniqueLearners() -> ClassSurvey {
    var result = self
    var taken: Set<String> = []
    let counts = submissions.reduce(into: [:]) { $0[$1.learner, default: 0] += 1 }
    for (index, submission) in submissions.enumerated() {
      let isShared = counts[submission.learner] != 1
      let system = submission.identities["moodle"] ?? submission.identities["canvas"]
      let base = isShared ? system.map { "\(submission.learner) (\($0))" } : nil
      var name = base ?? submission.learner
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(submission.learner) (\(number))"
        number += 1
      }
      result.submissions[index].learner = name
    }
    return result
  }
}

extension FoundSubmission {
  /// What two submissions of the same learner share.
  fileprivate var key: String {
    if let participant = identities["moodle"] { return "moodle:\(participant)" }
    if let user = identities["canvas"] { return "canvas:\(user)" }
    return "name:\(FoldedName.of(learner))"
  }

  /// This submission or the other, whichever is later and can be read.
  func joined(with other: FoundSubmission) -> FoundSubmission {
    let isLater =
      (problem == nil ? 1 : 0, modified ?? 0) > (other.problem == nil ? 1 : 0, other.modified ?? 0)
    var (kept, left) = isLater ? (self, other) : (other, self)
    let reason: PassedOver.Reason = left.problem.map { .problem($0) } ?? .earlierAttempt
    kept.passedOver += [PassedOver(name: left.path, reason: reason)] + left.passedOver
    left.passedOver = []
    return kept
  }
}
