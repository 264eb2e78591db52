#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Basics
import Reports
import Testing

/// Writes pages for eyes and browsers; `Tests/Browser/class-report.py` sets the variable.
struct SampleReportTests {
  private static let folder = ProcessInfo.processInfo.environment["DOJO_SAMPLE_REPORTS"]

  @Test(.enabled(if: folder != nil), arguments: [1, 40, 1_000], Language.allCases)
  func `a page can be written for a browser to open`(learners: Int, language: Language) throws {
    let folder = try #require(Self.folder)
    let page = HTMLReport.render(GradedClass.report(learners: learners), language: language)
    try AtomicFile.write(Array(page.utf8), to: "\(folder)/\(learners).\(language.rawValue).html")
  }
}
