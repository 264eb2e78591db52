/// The forms in which a report can be written.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case json
  case csv
  case junit
  case tap
  case gradescope
  case github
  case classroom
  case canvas
  case moodle
  case prairielearn
  case feedback
  case html
  case text

  /// Whether there is a document for each learner in place of one for the class.
  package var isPerLearner: Bool {
    switch self {
    case .gradescope, .classroom, .prairielearn, .feedback: true
    case .json, .csv, .junit, .tap, .github, .canvas, .moodle, .html, .text: false
    }
  }

  /// The gradebook that is written, when it is one.
  package var gradebook: Gradebook? {
    switch self {
    case .canvas: .canvas
    case .moodle: .moodle
    default: nil
    }
  }
}
