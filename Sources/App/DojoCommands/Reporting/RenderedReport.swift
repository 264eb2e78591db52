import Basics
import Reports

/// A report in one of its forms.
enum RenderedReport {
  case document(String)
  /// A document for each learner, in the order of the report, with the path it has in a folder.
  case files([(path: String, text: String)])

  init(_ report: ClassReport, as format: ReportFormat, column: String? = nil, language: Language) {
    func files(
      _ path: (String) -> String, _ text: (LearnerResult, GradedLesson, Language) -> String
    ) -> RenderedReport {
      let names = FileNames.unique(for: report.results.map(\.learner))
      return .files(
        zip(names, report.results).map { name, result in
          // Learners read these, in their own language where it is known.
          (path(name), text(result, report.lesson, result.language ?? language))
        })
    }
    self =
      switch format {
      case .json: .document(report.json())
      case .csv: .document(CSVReport.render(report, language: language))
      case .junit: .document(JUnitReport.render(report, language: language))
      case .tap: .document(TAPReport.render(report, language: language))
      case .github: .document(StepSummary.render(report, language: language))
      case .canvas: .document(Gradebook.canvas.render(report, column: column, language: language))
      case .moodle: .document(Gradebook.moodle.render(report, column: column, language: language))
      case .html: .document(HTMLReport.render(report, language: language))
      case .text: .document(Self.text(report, language))
      case .gradescope:
        files({ "\($0)/results.json" }) { GradescopeResults.render($0, of: $1, language: $2) }
      case .prairielearn:
        files({ "\($0)/results.json" }) { PrairieLearnResults.render($0, of: $1, language: $2) }
      case .classroom: files({ "\($0).json" }) { ClassroomResult.render($0, of: $1, language: $2) }
      case .feedback: files({ "\($0).md" }) { FeedbackFile.render($0, of: $1, fallback: $2) }
      }
  }

  private static func text(_ report: ClassReport, _ language: Language) -> String {
    let title = ToldLine(Plain.visible(report.lesson.title[language]), weight: .heading)
    return ToldText.document.render([title] + ClassSummary(report).lines(language)) + "\n"
  }
}
