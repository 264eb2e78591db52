import Basics
import Markdown

/// A chapter in one language together with its checks: everything a sitting needs to know about the teaching.
///
/// All texts have their blanks filled in. DESIGN.md section 3.
package struct Lesson: Sendable, Hashable, Identifiable {
  package typealias ID = Identifier<Lesson>

  /// The permanent id from the checks file, else the chapter's file name.
  package let id: ID
  /// The title for lists: from the checks file, else the chapter's first heading in either language.
  package let title: Phrase
  /// The BCP 47 tag of the chapter's language (`ja`, `en`, `pt-BR`), when its file name or the lesson says.
  package let languageTag: String?
  /// What stands before the first step and what leads to it, without the title.
  package let introduction: [Block]
  /// The steps in the order in which they are done; never empty.
  package let steps: [Step]
  /// What stands after the last step.
  package let closing: [Block]
  /// The practice machines, at least one; the first is where the lesson starts.
  package let machines: [Machine]
  /// What each blank of the chapter stands for, machine names included.
  package let values: [String: String]
  /// The version of the checks file's own rules.
  package let format: Int
  /// The lessons that come before this one in a course.
  package let after: [ID]
  /// What the author's own programs do; `nil` when the lesson may run none.
  package let trust: Phrase?
  /// How long it takes most learners, as the author says.
  package let time: Duration?
  /// The files this lesson was read from, for whoever wants their digests.
  package let sources: [LessonSource]

  package init(
    id: ID, title: Phrase, languageTag: String? = nil, introduction: [Block] = [], steps: [Step],
    closing: [Block] = [], machines: [Machine] = [.start], values: [String: String] = [:], format: Int = 1,
    after: [ID] = [], time: Duration? = nil, trust: Phrase? = nil,
    sources: [LessonSource] = []
  ) {
    self.id = id
    self.title = title
    self.languageTag = languageTag
    self.introduction = introduction
    self.steps = steps
    self.closing = closing
    self.machines = machines
    self.values = values
    self.format = format
    self.after = after
    self.time = time
    self.trust = trust
    self.sources = sources
  }

  /// The step with this id.
  package func step(_ id: Step.ID) -> Step? {
    steps.first { $0.id == id }
  }

  /// The first step with this number in the chapter.
  package func step(number: Int) -> Step? {
    steps.first { $0.number == number }
  }

  /// The sum of what the steps are worth.
  package var points: Int {
    steps.reduce(0) { $0 + $1.points }
  }
}

/// One file of a lesson, as it was read.
package struct LessonSource: Sendable, Hashable {
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
