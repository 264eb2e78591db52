import Basics

/// Looks a lesson over without running anything (DESIGN.md section 3).
package struct LessonLinter: Sendable {
  /// What a file of the lesson said before, for instance at the last release.
  package struct Base: Sendable {
    /// What it is called, for messages.
    package let name: String
    /// The text of a file then; `nil` when there was no such file.
    package let text: @Sendable (_ path: String) -> String?

    package init(name: String, text: @escaping @Sendable (_ path: String) -> String?) {
      self.name = name
      self.text = text
    }
  }

  let name: String
  let folder: String
  let files: LessonFiles
  let base: Base?
  /// The chapter in each of its languages.
  let lessons: [(tag: String, lesson: Lesson)]
  /// The same chapters before they were joined with their checks, in the same order.
  let chapters: [Chapter]
  let checks: ChecksFile?
  /// The languages in which there are chapters, also those that cannot be read.
  let tags: [String]
  private let unreadable: [LintFinding]

  /// Reads the lesson in all its languages.
  ///
  /// - Parameters:
  ///   - name: The lesson's name in the catalogue.
  ///   - folder: The catalogue's folder.
  ///   - files: Where files are read.
  ///   - base: What the files said before.
  /// - Throws: `LessonFileError` when there is no such lesson, or its files cannot be read.
  package init(_ name: String, in folder: String, files: LessonFiles = .disk, base: Base? = nil) throws {
    self.name = name
    self.folder = folder
    self.files = files
    self.base = base
    let catalog = LessonCatalog(folder: folder, files: files)
    tags = catalog.languageTags(of: name)
    var (lessons, chapters, problems): ([(String, Lesson)], [Chapter], [LessonProblem]) = ([], [], [])
    for tag in tags.isEmpty ? [""] : tags {
      do {
        let reading = try catalog.read(name, language: tag)
        lessons.append((tag, try Lesson(reading, names: [:])))
        chapters.append(reading.chapter)
      } catch let error as LessonError {
        problems += error.problems.filter { !problems.contains($0) }
      }
    }
    self.lessons = lessons
    self.chapters = chapters
    unreadable = problems.map { LintFinding(.unreadable, at: $0.place, $0.found, instead: $0.instead) }
    let path = "\(folder)/\(name).yaml"
    let text = try files.text(path)
    checks = text.flatMap { try? ChecksFile(yaml: $0, path: path) }
  }

  /// What is not as it should be, in the order of the places, each thing once.
  package func findings() -> [LintFinding] {
    var findings = unreadable
    findings += chapters.flatMap(\.warnings).map {
      LintFinding(.chapterUnclear, at: $0.place, $0.found, instead: $0.instead)
    }
    findings += languageFindings
    for (tag, lesson) in lessons {
      findings += stepFindings(lesson)
      findings += hintFindings(lesson)
      findings += textFindings(lesson, tag: tag)
    }
    if let checks {
      findings += checkFindings(checks)
      findings += diagnosisFindings(checks)
      findings += phraseFindings(checks)
      findings += courseFindings(checks)
    }
    findings += baseFindings
    var seen = Set<LintFinding>()
    return findings.filter { seen.insert($0).inserted }.sorted {
      ($0.place, $0.rule.rawValue) < ($1.place, $1.rule.rawValue)
    }
  }

  /// What the checks file says about a step.
  func entry(of step: Step) -> StepEntry? { checks?.steps.first { $0.id == step.id } }

  /// Where to put what is missing about a step: into the checks file, else into the chapter.
  func place(of step: Step) -> SourcePlace { entry(of: step)?.place ?? step.place }
}
