import Archive
import Basics

/// Why a bundle is not taken.
package enum BundleProblem: UserFacingError, Hashable {
  case archive(ArchiveProblem)
  /// An entry of the archive must not be read.
  case entry(String, EntryRefusal)
  /// The manifest is not there, or not the first file.
  case noManifest
  /// A newer dojo, or something else, wrote it.
  case unknownSchema(String)
  /// A file is not what its name says.
  case unreadableFile(String)
  case missingFile(String)
  case extraFile(String)
  /// A file's size or digest is not the one in the manifest.
  case changedFile(String)

  package var summary: Phrase {
    switch self {
    case .archive(let problem): problem.summary
    case .entry(let name, let refusal):
      Phrase(
        en: "\(DisplayName.of(name)) in the bundle: \(refusal.summary.en)",
        ja: "提出ファイルの中の \(DisplayName.of(name)): \(refusal.summary.ja)")
    case .noManifest:
      Phrase(
        en: "the bundle does not begin with a manifest.json", ja: "提出ファイルの先頭に manifest.json がありません")
    case .unknownSchema(let schema):
      Phrase(
        en: "the bundle's schema is \(DisplayName.of(schema)), but this dojo reads "
          + BundleManifest.currentSchema,
        ja: "提出ファイルの形式は \(DisplayName.of(schema)) ですが、この dojo が読めるのは \(BundleManifest.currentSchema) です")
    case .unreadableFile(let name):
      Phrase(en: "\(name) in the bundle cannot be read", ja: "提出ファイルの中の \(name) を読み取れません")
    case .missingFile(let name):
      Phrase(
        en: "\(DisplayName.of(name)) is missing from the bundle",
        ja: "提出ファイルに \(DisplayName.of(name)) がありません")
    case .extraFile(let name):
      Phrase(
        en: "\(DisplayName.of(name)) does not belong into a bundle",
        ja: "提出ファイルに余分なファイル \(DisplayName.of(name)) が入っています")
    case .changedFile(let name):
      Phrase(
        en: "\(name) in the bundle was changed after it was packed",
        ja: "提出ファイルの中の \(name) は、作成された後に変更されています")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .unknownSchema: Phrase(en: "Update dojo.", ja: "dojo を更新してください。")
    default:
      Phrase(
        en: "Ask the learner to run dojo submit again.", ja: "学習者に dojo submit のやり直しを頼んでください。")
    }
  }

  package var exitCode: ExitCode { .undetermined }
}
