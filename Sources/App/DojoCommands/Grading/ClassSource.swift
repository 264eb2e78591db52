import Basics
import Grading
import Submissions

/// Reads who is in the class and what they handed in.
struct ClassSource {
  let request: GradingPlan.Request

  init(_ request: GradingPlan.Request) {
    self.request = request
  }

  /// The rows of the class, and what belongs to nobody.
  func list(lesson: String) throws -> (ClassList, [Phrase]) {
    let survey = SubmissionFinder(lesson: lesson).survey(request.paths)
    let rows: ClassRows
    if let path = request.roster {
      let bytes: [UInt8]
      do throws(SystemError) { bytes = try FileBytes.read(path, limit: 32 << 20) } catch {
        throw RosterUnreadable(path: path, reason: error.reason)
      }
      rows = ClassRows(survey.submissions, roster: try Roster(reading: bytes, path: path))
    } else {
      rows = ClassRows(survey.submissions)
    }
    let list = ClassList(rows)
    let shard = request.shard.map { list.shard($0.number, of: $0.count) } ?? list
    return (shard, survey.passedOver.map(\.notice))
  }
}

/// A roster that the system does not let us read.
struct RosterUnreadable: UserFacingError, Equatable {
  let path: String
  /// In the system's words.
  let reason: String

  var summary: Phrase {
    Phrase(en: "the roster \(path) cannot be read: \(reason)", ja: "名簿 \(path) を読み取れません: \(reason)")
  }

  var remedy: Phrase? {
    Phrase(
      en: "Name a CSV file with a column such as `learner` or `email`.",
      ja: "`learner` や `email` などの列がある CSV ファイルを指定してください。")
  }

  var exitCode: ExitCode { .usage }
}
