import Basics

/// Why files are no report, or not one report together.
package struct ReportProblem: UserFacingError, Equatable {
  package enum Kind: Sendable, Hashable {
    /// The text is no JSON; the place is counted from 1.
    case syntax(line: Int, column: Int, reason: String)
    /// The document follows other rules than `ClassReport.currentSchema`.
    case schema(found: String?)
    /// Something is missing, or is not what the rules say: `results[2].points`.
    case misshapen(place: String, Shape)
    /// Two rows have the same key.
    case repeatedLearner(String)
    case empty
    /// Graded by another version of the lesson, another overlay or other settings than the file before it.
    case otherLesson(than: String, part: LessonPart)
    /// The same learner came out differently here and there.
    case conflict(learner: String, other: String)
  }

  /// How a part of a document is not what the rules say.
  package enum Shape: Sendable, Hashable {
    case missing
    /// It is of another kind: text where a number belongs.
    case notANumber
    case notText
    case notAFlag
    case notAnObject
    case notAList
    /// A word that has no meaning there.
    case unknownValue

    fileprivate var words: Phrase {
      switch self {
      case .missing: Phrase(en: "is missing", ja: "がありません")
      case .notANumber: Phrase(en: "must be a number", ja: "は数値でなければなりません")
      case .notText: Phrase(en: "must be text", ja: "は文字列でなければなりません")
      case .notAFlag: Phrase(en: "must be true or false", ja: "は true か false でなければなりません")
      case .notAnObject: Phrase(en: "must be an object", ja: "はオブジェクトでなければなりません")
      case .notAList: Phrase(en: "must be a list", ja: "は配列でなければなりません")
      case .unknownValue: Phrase(en: "has a value that means nothing there", ja: "の値が正しくありません")
      }
    }
  }

  /// What two reports must have in common to be one.
  package enum LessonPart: Sendable, Hashable {
    case id
    case digest
    case overlay
    /// The due time, the points or the names of steps.
    case settings
  }

  /// The file, as it was named on the command line.
  package let file: String
  package let kind: Kind

  package init(file: String, kind: Kind) {
    self.file = file
    self.kind = kind
  }

  package var summary: Phrase {
    let what = finding
    return Phrase(en: "\(file): \(what.en)", ja: "\(file): \(what.ja)")
  }

  private var finding: Phrase {
    switch kind {
    case .syntax(let line, let column, let reason):
      Phrase(
        en: "line \(line), column \(column): not valid JSON (\(reason))",
        ja: "\(line) 行 \(column) 桁目: JSON として読めません")
    case .schema(nil):
      Phrase(en: "this is not a report of dojo: it has no schema", ja: "dojo の採点結果ではありません（schema がありません）")
    case .schema(let found?):
      Phrase(
        en: "this report follows \(Plain.name(found)), which this dojo does not know",
        ja: "\(Plain.name(found)) 形式の採点結果は、この dojo では読めません")
    case .misshapen(let place, let shape):
      Phrase(en: "\(place) \(shape.words.en)", ja: "\(place) \(shape.words.ja)")
    case .repeatedLearner(let learner):
      Phrase(
        en: "the learner \(Plain.name(learner)) has more than one row",
        ja: "学習者 \(Plain.name(learner)) の行が二つ以上あります")
    case .empty: Phrase(en: "the file is empty", ja: "ファイルが空です")
    case .otherLesson(let other, let part): Self.difference(part, other)
    case .conflict(let learner, let other):
      Phrase(
        en: "the result of \(Plain.name(learner)) is not the one in \(other)",
        ja: "\(Plain.name(learner)) の結果が \(other) と食い違っています")
    }
  }

  private static func difference(_ part: LessonPart, _ other: String) -> Phrase {
    switch part {
    case .id: Phrase(en: "graded by another lesson than \(other)", ja: "\(other) とは別の教材で採点されています")
    case .digest:
      Phrase(
        en: "graded by another version of the lesson than \(other)", ja: "\(other) とは教材の版が違います")
    case .overlay:
      Phrase(en: "graded with another overlay than \(other)", ja: "\(other) とは採点設定（--overlay）が違います")
    case .settings:
      Phrase(
        en: "the due time, the points or the steps are not those of \(other)",
        ja: "締め切り、配点または手順が \(other) と違います")
    }
  }

  package var remedy: Phrase? {
    switch kind {
    case .syntax, .misshapen, .repeatedLearner, .empty:
      Phrase(
        en: "Let dojo grade write it again; do not edit it by hand.",
        ja: "手で直さず、dojo grade でもう一度作ってください。")
    case .schema:
      Phrase(
        en: "Give a report.json or results.jsonl that dojo grade wrote (\(ClassReport.currentSchema)).",
        ja: "dojo grade が書いた report.json か results.jsonl（\(ClassReport.currentSchema)）を指定してください。")
    case .otherLesson:
      Phrase(
        en: "Merge only what was graded by the same lesson and the same settings.",
        ja: "同じ教材・同じ設定で採点したものだけをまとめてください。")
    case .conflict:
      Phrase(
        en: "Grade this learner again, and leave one of the two files out.",
        ja: "この学習者を採点し直すか、どちらかのファイルを除いてください。")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
