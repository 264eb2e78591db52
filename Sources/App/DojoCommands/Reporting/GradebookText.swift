import Basics
import Reports

/// What filling in a gradebook did and left, for the instructor beside the file.
struct GradebookText {
  let filling: GradebookFilling
  let file: String

  func tell(on console: Console) {
    console.narrate(LineWrap.hanging("", summary[console.language], width: console.width))
    for notice in notices { console.warn(notice) }
  }

  private var summary: Phrase {
    let count = filling.filled.count
    let cells = "\(count) \(count == 1 ? "cell" : "cells")"
    let column = Plain.name(filling.column)
    return filling.isNewColumn
      ? Phrase(
        en: "\(file): \(cells) filled in the new column \(column)",
        ja: "\(file): 新しい列 \(column) に \(count) 件を記入しました")
      : Phrase(
        en: "\(file): \(cells) filled in \(column)", ja: "\(file): 列 \(column) に \(count) 件を記入しました")
  }

  private var notices: [Phrase] {
    var notices: [Phrase] = []
    if let points = filling.otherPointsPossible {
      notices.append(
        Phrase(
          en:
            "the gradebook says that the column is worth \(points) points; the lesson is worth something else",
          ja: "成績表ではこの列は \(points) 点満点ですが、教材の配点とは異なります"))
    }
    append(
      filling.kept, to: &notices,
      Phrase(en: "left as they were (no grade, excused or locked)", ja: "記入しなかったセル（採点なし・免除・変更不可）"))
    append(
      filling.learnersWithoutRow, to: &notices,
      Phrase(en: "in the report, but not in the gradebook", ja: "採点結果にいて、成績表にいない学習者"))
    append(
      filling.rowsWithoutLearner, to: &notices,
      Phrase(en: "in the gradebook, but not in the report", ja: "成績表にいて、採点結果にいない学習者"))
    return notices
  }

  private func append(_ names: [String], to notices: inout [Phrase], _ label: Phrase) {
    guard !names.isEmpty else { return }
    let shown = names.prefix(20).map(Plain.name).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    notices.append(
      Phrase(en: "\(label.en): \(names.count): \(shown)", ja: "\(label.ja): \(names.count) 人: \(shown)"))
  }
}
