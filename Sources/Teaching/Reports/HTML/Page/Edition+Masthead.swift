import Basics

extension Edition {
  /// Everything is refused to the page but its own style sheet.
  private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

  func writeHead(_ page: inout Markup) {
    page.element(.head) { page in
      page.empty(.meta, Attribute(.charset, "utf-8"))
      page.empty(
        .meta, Attribute(.equivalent, "Content-Security-Policy"), Attribute(.content, Self.policy))
      page.empty(
        .meta, Attribute(.name, "viewport"), Attribute(.content, "width=device-width, initial-scale=1"))
      page.empty(.meta, Attribute(.name, "color-scheme"), Attribute(.content, "light dark"))
      page.empty(.meta, Attribute(.name, "referrer"), Attribute(.content, "no-referrer"))
      page.element(.title, text: "\(say(report.lesson.title)) – \(say(Words.report))")
      page.style(
        StyleSheet.colours, StyleSheet.text, StyleSheet.tables, StyleSheet.charts, StyleSheet.learners,
        StyleSheet.paper)
    }
    page.newLine()
  }

  func writeMasthead(_ page: inout Markup) {
    let lesson = report.lesson
    page.element(.header, .kind("masthead")) { page in
      page.element(.h1) { page in
        page.element(.span, .kind("over"), text: say(Words.report))
        page.text(" ")
        page.element(.span, text: say(lesson.title))
      }
      page.element(.dl, .kind("facts")) { page in
        fact(Phrase(en: "Lesson", ja: "教材"), code: lesson.id, in: &page)
        fact(
          Phrase(en: "Digest", ja: "ダイジェスト"), code: Self.short(lesson.digest), whole: lesson.digest,
          in: &page)
        if let overlay = lesson.overlay {
          fact(
            Phrase(en: "Overlay", ja: "オーバーレイ"), code: Self.short(overlay), whole: overlay, in: &page)
        }
        if let due = lesson.due {
          fact(Phrase(en: "Due", ja: "締め切り"), Spans.moment(milliseconds: due), in: &page)
        }
        if let times = report.times {
          fact(Phrase(en: "Graded", ja: "採点日時"), Spans.moment(milliseconds: times.finished), in: &page)
        }
        fact(Phrase(en: "Tool", ja: "採点ツール"), report.tool, in: &page)
      }
    }
    page.newLine()
  }

  func writeContents(_ page: inout Markup) {
    let entries: [(Anchor, Phrase)] = [
      (.summary, Words.summary), (.attention, Words.attention), (.points, Words.points),
      (.steps, Words.steps), (.time, Words.time), (.mistakes, Words.mistakes), (.map, Words.map),
      (.learners, Words.learners),
    ]
    page.element(.nav, .kind("contents"), Attribute(.ariaLabel, say(Words.contents))) { page in
      page.element(.ul) { page in
        for (anchor, words) in entries {
          page.element(.li) { $0.element(.a, .link(anchor), text: say(words)) }
        }
      }
    }
    page.newLine()
  }

  func writeFooter(_ page: inout Markup) {
    let words = Phrase(
      en: "Every verdict in this report was recomputed by running the submitted commands again.",
      ja: "このレポートの判定はすべて、提出されたコマンドをもう一度実行して計算し直したものです。")
    page.element(.footer) { page in
      page.element(.p, text: say(words))
      page.element(.p) { $0.element(.a, .link(.top), text: say(Phrase(en: "To the top", ja: "先頭へ"))) }
    }
  }

  /// A part of the page with its heading.
  func section(
    _ anchor: Anchor, _ title: Phrase, in page: inout Markup, content: (inout Markup) -> Void
  ) {
    page.element(
      .section, .id(anchor), isLarge ? .kind("many") : .kind("few"), .labelled(by: anchor.heading)
    ) { page in
      page.element(.h2, .id(anchor.heading), text: say(title))
      content(&page)
    }
    page.newLine()
  }

  /// A name and a value of a list of facts.
  func fact(_ name: Phrase, _ value: String, in page: inout Markup) {
    page.element(.div) { page in
      page.element(.dt, text: say(name))
      page.element(.dd) { $0.foreign(Plain.cut(value, to: 200)) }
    }
  }

  /// The same for something that a machine reads too.
  func fact(_ name: Phrase, code: String, whole: String? = nil, in page: inout Markup) {
    page.element(.div) { page in
      page.element(.dt, text: say(name))
      page.element(.dd) { page in
        guard let whole else {
          page.element(.code) { $0.foreign(Plain.cut(code, to: 200)) }
          return
        }
        page.element(.code, Attribute(.title, Plain.name(whole))) { $0.foreign(code) }
      }
    }
  }

  /// A box that scrolls by itself when a table is wider than the page, by keyboard too.
  func scrolling(_ anchor: Anchor, in page: inout Markup, content: (inout Markup) -> Void) {
    page.element(
      .div, .kind("scroll"), Attribute(.role, "region"), Attribute(.tabindex, "0"),
      .labelled(by: anchor.heading), content: content)
  }

  /// As much of a digest as two people would compare.
  private static func short(_ digest: String) -> String {
    let count = digest.hasPrefix("sha256:") ? 19 : 12
    return Plain.cut(digest, to: count)
  }
}
