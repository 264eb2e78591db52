import Basics
import Lessons
import Shell

/// Finds what the files of a lesson said at an earlier revision.
enum LintBase {
  /// What the files said at `revision`, else at the last tag.
  ///
  /// - Returns: `nil` where nobody has asked for a revision and there is no git, no repository or no tag.
  /// - Throws: `UnknownRevision` for a revision that was asked for and is not there.
  static func find(_ revision: String?, for folder: String, environment: [String: String]) async throws
    -> LessonLinter.Base?
  {
    let git = Git(folder: folder, environment: environment)
    let found = if let revision { revision } else { await git.text(["describe", "--tags", "--abbrev=0"]) }
    guard let name = found?.split(whereSeparator: \.isNewline).first.map(String.init), !name.isEmpty else {
      return nil
    }
    guard await git.text(["rev-parse", "--quiet", "--verify", "\(name)^{commit}"]) != nil else {
      throw UnknownRevision(name: name)
    }
    var texts: [String: String] = [:]
    let listed = await git.text(["ls-tree", "-r", "--name-only", "-z", name, "./"]) ?? ""
    for file in listed.split(separator: "\0").map(String.init)
    where file.hasSuffix(".md") || file.hasSuffix(".yaml") {
      texts["\(folder)/\(file)"] = await git.text(["show", "\(name):./\(file)"])
    }
    let all = texts
    return LessonLinter.Base(name: name) { all[$0] }
  }

  private struct Git {
    let folder: String
    let environment: [String: String]

    /// What git prints; `nil` when it fails or is not there.
    func text(_ arguments: [String]) async -> String? {
      let command = ChildCommand("git", ["-C", folder] + arguments, environment: environment)
      guard let outcome = try? await command.capture(limit: 8 << 20), outcome.status == 0 else { return nil }
      return outcome.stdout
    }
  }
}

/// A git revision that was asked for and cannot be read.
struct UnknownRevision: UserFacingError, Equatable {
  let name: String

  var summary: Phrase {
    Phrase(en: "there is no git revision \(name) to compare with", ja: "比較に使う git のリビジョン \(name) がありません")
  }

  var remedy: Phrase? {
    Phrase(
      en: "Name a tag, a branch or a commit of the lesson's repository; git fetch --tags may be needed.",
      ja: "レッスンのリポジトリのタグ・ブランチ・コミットを指定してください。git fetch --tags が必要かもしれません。")
  }

  var exitCode: ExitCode { .usage }
}
