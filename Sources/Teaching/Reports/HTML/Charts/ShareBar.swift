/// How learners fared at one step, as parts of a bar; the numbers stand beside it in the same row.
struct ShareBar {
  let figures: StepFigures

  func write(to page: inout Markup) {
    let parts: [(Mark, Int)] = [
      (.passed, figures.passed), (.partly, figures.partly), (.failed, figures.failed),
      (.undetermined, figures.undetermined),
    ]
    let all = Double(max(1, figures.learners))
    page.element(
      .svg, .kind("share"), .decoration, Attribute(.viewBox, "0 0 100 10"),
      Attribute(.preserveAspectRatio, "none")
    ) { page in
      var left = 0.0
      for (mark, count) in parts where count > 0 {
        let width = Double(count) / all * 100
        page.element(
          .rect, .kind(mark), .number(.x, left), .number(.y, 0), .number(.width, width), .number(.height, 10)
        ) { _ in }
        left += width
      }
    }
  }
}
