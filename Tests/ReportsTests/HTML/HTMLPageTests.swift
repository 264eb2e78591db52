import Basics
import Testing

@testable import Reports

struct HTMLPageTests {
  private static let report = GradedClass.report(learners: 120)
  private static let pages = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { ($0, HTMLReport.render(report, language: $0)) })

  private func page(in language: Language) throws -> String { try #require(Self.pages[language]) }

  @Test(arguments: Language.allCases)
  func `every link leads somewhere and every place has a name of its own`(language: Language) throws {
    let page = try page(in: language)
    let elements = try PageReader.elements(of: page)
    let names = elements.compactMap { $0.attributes["id"] }
    let links = elements.compactMap { $0.attributes["href"] }
    #expect(names.count == Set(names).count)
    #expect(links.count > 1_000)
    for link in Set(links) {
      #expect(link.hasPrefix("#") && names.contains(String(link.dropFirst())), "\(link) leads nowhere")
    }
    let labels = elements.compactMap { $0.attributes["aria-labelledby"] }
    #expect(Set(labels).isSubset(of: names))
  }

  @Test(arguments: Language.allCases)
  func `every learner has a part of the page, and the map leads there`(language: Language) throws {
    let page = try page(in: language)
    let elements = try PageReader.elements(of: page)
    let articles = elements.filter { $0.name == "article" }.compactMap { $0.attributes["id"] }
    #expect(articles == (1...120).map { "l\($0)" })
    let fromTable = elements.filter { $0.around.suffix(2) == ["tr", "th"] }.compactMap {
      $0.attributes["href"]
    }
    #expect(Set(articles.map { "#\($0)" }).isSubset(of: fromTable))
  }

  @Test(arguments: Language.allCases)
  func `nothing is fetched and nothing runs`(language: Language) throws {
    let page = try page(in: language)
    let elements = try PageReader.elements(of: page)
    let forbidden = [
      "script", "link", "img", "iframe", "object", "embed", "base", "form", "audio", "video", "use",
    ]
    #expect(elements.allSatisfy { !forbidden.contains($0.name) })
    let attributes = elements.flatMap(\.attributes.keys)
    #expect(attributes.allSatisfy { !$0.hasPrefix("on") && $0 != "src" && $0 != "style" })
    let policy = elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(
      policy?.attributes["content"]
        == "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:")
    #expect(!page.contains("url(") && !page.contains("@import"))
    #expect(elements.allSatisfy { $0.attributes.values.allSatisfy { !$0.contains("://") } })
  }

  @Test(arguments: Language.allCases)
  func `headings go down one level at a time from a single first one`(language: Language) throws {
    let page = try page(in: language)
    let levels = try PageReader.elements(of: page).compactMap { element in
      ["h1": 1, "h2": 2, "h3": 3, "h4": 4][element.name]
    }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
  }

  @Test(arguments: Language.allCases)
  func `tables and drawings say in words what they are`(language: Language) throws {
    let page = try page(in: language)
    let elements = try PageReader.elements(of: page)
    for (place, element) in elements.enumerated() {
      switch element.name {
      case "table": #expect(elements[place + 1].name == "caption")
      case "th": #expect(["col", "row"].contains(element.attributes["scope"]))
      case "svg" where element.attributes["aria-hidden"] == nil:
        #expect(element.attributes["role"] == "img")
        #expect(elements[(place + 1)...(place + 2)].map(\.name) == ["title", "desc"])
      default: break
      }
    }
    #expect(Set(["header", "nav", "main", "footer"]).isSubset(of: elements.map(\.name)))
  }

  @Test(arguments: zip(Language.allCases, ["hidden from learners", "学習者には非公開"]))
  func `a check that learners never see is marked`(language: Language, mark: String) throws {
    let lesson = GradedLesson.registry
    var result = LearnerResult(learner: "a", status: .graded, possible: 14)
    let hidden = CheckResult(
      id: "no-others", outcome: .failed, expected: Phrase(verbatim: "e"), found: Phrase(verbatim: "f"))
    result.steps = [
      StepResult(id: "start-registry", outcome: .failed, earned: 1, possible: 2, checks: [hidden])
    ]
    let report = ClassReport(tool: "t", lesson: lesson, results: [result])
    #expect(
      HTMLReport.render(report, language: language).contains("<span class=\"badge\">\(mark)</span>"))
    result.steps[0].checks[0].id = "answers"
    let open = ClassReport(tool: "t", lesson: lesson, results: [result])
    #expect(!HTMLReport.render(open, language: language).contains(mark))
  }

  @Test func `the page is in the instructor's language`() {
    let japanese = HTMLReport.render(Self.report, language: .japanese)
    #expect(japanese.contains("<html lang=\"ja\">"))
    #expect(japanese.contains("最も難しかった手順"))
    #expect(!japanese.contains("Hardest"))
  }

  @Test(arguments: [0, 1, 2], Language.allCases)
  func `a class of any size has a page, also one of nobody`(learners: Int, language: Language) throws {
    let page = HTMLReport.render(GradedClass.report(learners: learners), language: language)
    let elements = try PageReader.elements(of: page)
    #expect(elements.count { $0.name == "article" } == learners)
  }

  @Test func `the same report makes the same page`() {
    #expect(
      HTMLReport.render(Self.report, language: .english) == HTMLReport.render(Self.report, language: .english)
    )
  }

  @Test func `what passed is not explained to everybody again`() throws {
    let expected = try #require(GradedLesson.registry.steps.first?.checks.first?.expected.en)
    let right = Self.report.results.filter(\.hasFullMarks)
    let page = HTMLReport.render(
      ClassReport(tool: "t", lesson: GradedLesson.registry, results: right), language: .english)
    #expect(right.count > 20)
    #expect(!page.contains(expected))
  }
}
