import Basics

extension Edition {
  /// Rows that need a person, by what is the matter, the most urgent matter first.
  func writeAttention(_ page: inout Markup) {
    let groups = attentionGroups().filter { !$0.entries.isEmpty }
    section(.attention, Words.attention, in: &page) { page in
      guard !groups.isEmpty else {
        page.element(
          .p, text: say(Phrase(en: "Nothing needs your attention.", ja: "特に確認の必要なものはありません。")))
        return
      }
      page.element(.div, .kind("groups")) { page in
        for group in groups { write(group, to: &page) }
      }
    }
  }

  private struct Group {
    let title: Phrase
    let entries: [Entry]
  }

  private struct Entry {
    let learner: Int
    let words: String
  }

  private func attentionGroups() -> [Group] {
    [
      Group(
        title: Phrase(en: "Claims differ from what was recomputed", ja: "提出物の申告と再計算の結果が違う"),
        entries: entries { $0.integrity.state == .differs ? differences($0.integrity) : nil }),
      Group(title: LearnerResult.Status.failed.word, entries: entries(of: .failed)),
      Group(title: LearnerResult.Status.unreadable.word, entries: entries(of: .unreadable)),
      Group(
        title: Phrase(en: "Points that could not be judged", ja: "判定できなかった点がある"),
        entries: entries { $0.open > 0 ? say(Wording.points($0.open)) : nil }),
      Group(
        title: Phrase(en: "Made with another version of the lesson", ja: "別の版の教材で作られた提出物"),
        entries: entries { $0.integrity.state == .otherLesson ? say(Self.notCompared) : nil }),
      Group(title: Phrase(en: "Less than half of the points", ja: "得点が半分に満たない"), entries: weakest()),
      Group(
        title: Phrase(en: "Notes", ja: "特記事項"),
        entries: entries { $0.notes.isEmpty ? nil : $0.notes.map(quote).joined(separator: " ") }),
      Group(title: LearnerResult.Status.missing.word, entries: entries(of: .missing)),
    ]
  }

  private static let notCompared = Phrase(en: "claims not compared", ja: "申告は照合していません")

  private func entries(_ words: (LearnerResult) -> String?) -> [Entry] {
    report.results.enumerated().compactMap { place, result in
      words(result).map { Entry(learner: place, words: $0) }
    }
  }

  private func entries(of status: LearnerResult.Status) -> [Entry] {
    entries { $0.status == status ? $0.reason.map(quote) ?? "" : nil }
  }

  /// Those with the fewest points first.
  private func weakest() -> [Entry] {
    let results = report.results
    let places = results.indices.filter { place in
      results[place].status == .graded
        && results[place].points + results[place].open < results[place].possible / 2
    }
    let sorted = places.sorted { (results[$0].points, $0) < (results[$1].points, $1) }
    return sorted.map {
      Entry(learner: $0, words: say(Wording.points(results[$0].points, of: results[$0].possible)))
    }
  }

  func differences(_ integrity: Integrity) -> String {
    let all = integrity.differences.map { difference in
      let step = place(of: difference.step).map { "\(report.lesson.steps[$0].number)" } ?? difference.step
      let (claimed, recomputed) = (
        Integrity.Difference.inWords(difference.claimed), Integrity.Difference.inWords(difference.recomputed)
      )
      return Phrase(
        en: "step \(step): claimed \(claimed.en), recomputed \(recomputed.en)",
        ja: "手順\(step)：申告は\(claimed.ja)、再計算では\(recomputed.ja)")
    }
    return all.map(quote).joined(separator: say(Phrase(en: "; ", ja: "；")))
  }

  private func write(_ group: Group, to page: inout Markup) {
    page.element(.div, .kind("group")) { page in
      page.element(.h3) { page in
        page.text(say(group.title))
        page.text(" ")
        page.element(.span, .kind("count"), text: "\(group.entries.count)")
      }
      let shown = group.entries.prefix(group.entries.count > 12 ? 8 : 12)
      write(shown, to: &page)
      let rest = group.entries.dropFirst(shown.count)
      guard !rest.isEmpty else { return }
      page.element(.details) { page in
        page.element(.summary, text: say(Phrase(en: "\(rest.count) more", ja: "ほか\(rest.count)人")))
        write(rest, to: &page)
      }
    }
  }

  private func write(_ entries: ArraySlice<Entry>, to page: inout Markup) {
    page.element(.ul, .kind("people")) { page in
      for entry in entries {
        page.element(.li) { page in
          link(to: entry.learner, in: &page)
          guard !entry.words.isEmpty else { return }
          page.text(" ")
          page.element(.span, .kind("note"), text: entry.words)
        }
      }
    }
  }

  /// A learner's name that leads to what is told of them.
  func link(to learner: Int, in page: inout Markup) {
    page.element(.a, .link(.learner(learner))) { $0.foreign(label(of: report.results[learner])) }
  }
}
