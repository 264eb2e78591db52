import Basics

extension Edition {
  func writePoints(_ page: inout Markup) {
    let graded = report.results.filter { $0.status == .graded }
    let histogram = PointsHistogram(points: graded.map(\.points), possible: report.lesson.points)
    section(.points, Words.points, in: &page) { page in
      guard !graded.isEmpty, !histogram.bars.isEmpty else {
        page.element(
          .p, text: say(Phrase(en: "There are no points to show.", ja: "表示できる得点はありません。")))
        return
      }
      page.element(.p, .kind("lead"), text: say(Self.pointsLead))
      HistogramChart(histogram: histogram, language: language).write(to: &page)
      page.element(.details, .kind("same")) { page in
        page.element(.summary, text: say(Words.asTable))
        write(histogram, to: &page)
      }
    }
  }

  private static let pointsLead = Phrase(
    en: """
      Graded learners by points, before any penalty for being late. A bar reaches from the number at its left edge \
      to just under the next; full marks stand apart.
      """,
    ja: "採点済みの学習者の得点分布です（遅れによる減点の前）。棒は左端の数以上、次の数未満を表し、満点は離して示しています。")

  private func write(_ histogram: PointsHistogram, to page: inout Markup) {
    page.element(.table, .kind("narrow")) { page in
      page.element(.caption, text: say(Phrase(en: "Learners by points", ja: "得点ごとの人数")))
      page.element(.thead) { page in
        page.element(.tr) { page in
          page.element(.th, .column, text: say(Words.points))
          page.element(.th, .column, text: say(Phrase(en: "Learners", ja: "人数")))
        }
      }
      page.element(.tbody) { page in
        for bar in histogram.bars {
          page.element(.tr) { page in
            page.element(.th, .row, text: range(of: bar))
            page.element(.td, .kind("number"), text: "\(bar.learners)")
          }
        }
      }
    }
  }

  private func range(of bar: PointsHistogram.Bar) -> String {
    let (from, to) = (Numbers.text(bar.from), Numbers.text(bar.to))
    guard !bar.isFullMarks else {
      return say(Phrase(en: "\(from) (full marks)", ja: "\(from)（満点）"))
    }
    return say(Phrase(en: "\(from) to under \(to)", ja: "\(from)以上\(to)未満"))
  }
}
