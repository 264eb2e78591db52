import Basics

/// The class report as one page that needs nothing else: no scripts, no fonts, no pictures, no network.
package enum HTMLReport {
  /// The page for instructors in their language; everything in it is readable on a screen, on paper and by ear.
  package static func render(_ report: ClassReport, language: Language) -> String {
    let edition = Edition(report, language: language)
    var page = Markup()
    page.element(.html, Attribute(.lang, language.rawValue)) { page in
      edition.writeHead(&page)
      page.element(.body, .id(.top)) { page in
        page.element(.a, .kind("skip"), .link(.main), text: edition.say(Words.skip))
        edition.writeMasthead(&page)
        edition.writeContents(&page)
        page.element(.main, .id(.main)) { page in
          edition.writeSummary(&page)
          edition.writeAttention(&page)
          edition.writePoints(&page)
          edition.writeSteps(&page)
          edition.writeTime(&page)
          edition.writeMistakes(&page)
          edition.writeMap(&page)
          edition.writeLearners(&page)
        }
        edition.writeFooter(&page)
      }
    }
    return page.source + "\n"
  }
}
