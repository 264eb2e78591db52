import Basics
import Lessons
import Practice

/// The lessons of the course, and where the learner stands in each.
struct CourseProgress {
  let course: Course
  /// By the lesson's id; a lesson that was never opened has no step passed.
  let standing: [Lesson.ID: SittingStatus]
  /// The lessons that have been opened before.
  let opened: Set<Lesson.ID>
  /// The languages of each lesson's chapters.
  let languages: [Lesson.ID: [String]]

  /// Reads every lesson in `folder` and its journal in `state`; no machine is started.
  init(lessonsIn folder: String, state: StateFolder, language: Language) throws {
    let catalog = LessonCatalog(folder: folder)
    var (lessons, standing, opened): ([Lesson], [Lesson.ID: SittingStatus], Set<Lesson.ID>) = ([], [:], [])
    var languages: [Lesson.ID: [String]] = [:]
    for name in catalog.names {
      let lesson = try catalog.load(name, language: language.rawValue)
      // Wherever the learner has come farthest: on practice machines, or on a Docker of their own.
      let journeys = try DockerSource.allCases.map { source in
        try Progress(folding: Journal.read(at: state.lesson(lesson.id, on: source).journal).entries)
      }
      lessons.append(lesson)
      standing[lesson.id] = journeys.map { SittingStatus(of: lesson, progress: $0) }
        .max { $0.rows.count(where: \.isPassed) < $1.rows.count(where: \.isPassed) }
      if journeys.contains(where: \.hasStarted) { opened.insert(lesson.id) }
      languages[lesson.id] = catalog.languageTags(of: name)
    }
    course = Course(of: lessons)
    (self.standing, self.opened, self.languages) = (standing, opened, languages)
  }

  /// The lessons that have all their steps passed.
  var done: Set<Lesson.ID> { Set(standing.filter(\.value.isFinished).keys) }

  /// What is to be done before this lesson and is not.
  func missing(before lesson: Lesson) -> [Lesson.ID] { course.missing(before: lesson, done: done) }
}
