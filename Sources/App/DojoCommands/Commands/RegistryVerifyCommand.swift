import ArgumentParser
import Basics
import ContentStore

/// `dojo registry verify`: computes every digest again and follows every link.
struct RegistryVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read everything again and name each object that is damaged.",
    discussion: """
      Ends with 0 when all is sound, with 4 when something is damaged or missing, with 3 when something could not be \
      read. The registry may go on serving.
      """)

  @Option(help: ArgumentHelp("Folder of the registry.", valueName: "dir"))
  var root: String

  @Flag(help: "Set damaged content aside, so that the next push brings it again.")
  var quarantine = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let console = speaking.console(environment: ProcessContext.current().environment)
    let store = try StoreOnDisk.open(root)
    let format = speaking.format
    let report = try store.verify(quarantining: quarantine) { problem in
      if format == .text { console.print(problem.summary[console.language]) }
    }
    switch format {
    case .text: console.print(report.summary[console.language])
    case .json: console.print(report.json(in: console.language).text(.init(indent: 2)))
    }
    if report.isIncomplete { throw Ending(code: .undetermined) }
    if report.foundDamage { throw Ending(code: .integrityMismatch) }
  }
}

extension VerificationReport {
  fileprivate var summary: Phrase {
    let found = problems.isEmpty ? "all sound" : "\(problems.count) problems"
    let aside = quarantined > 0 ? ", \(quarantined) set aside" : ""
    let foundJa = problems.isEmpty ? "すべて正常です" : "問題が \(problems.count) 件あります"
    let asideJa = quarantined > 0 ? "（\(quarantined) 個を隔離しました）" : ""
    return Phrase(
      en: "\(blobs) blobs of \(bytes) bytes, \(manifests) manifests and \(tags) tags in \(repositories) "
        + "repositories: \(found)\(aside)",
      ja: "リポジトリ \(repositories) 個、タグ \(tags) 個、マニフェスト \(manifests) 個、ブロブ \(blobs) 個"
        + "（\(bytes) バイト）: \(foundJa)\(asideJa)")
  }

  fileprivate func json(in language: Language) -> JSONValue {
    func number(_ value: Int) -> JSONValue { .number("\(value)") }
    return [
      "repositories": number(repositories), "tags": number(tags), "manifests": number(manifests),
      "blobs": number(blobs), "bytes": number(bytes), "quarantined": number(quarantined),
      "problems": .array(problems.map { .string($0.summary[language]) }),
    ]
  }
}

/// The folder of a registry that somebody named.
enum StoreOnDisk {
  /// Opens a store that must be there already.
  static func open(_ root: String) throws -> ContentStore {
    guard Folders.isFolder(root) else { throw NoSuchStore(root: root) }
    return ContentStore(root: root)
  }
}

/// A folder that should hold a registry and is not there.
private struct NoSuchStore: UserFacingError {
  let root: String

  var summary: Phrase { Phrase(en: "There is no folder \(root)", ja: "フォルダー \(root) がありません") }
  var remedy: Phrase? {
    Phrase(
      en: "Name the folder that `dojo registry serve --root` was given.",
      ja: "`dojo registry serve --root` に指定したフォルダーを指定してください。")
  }
  var exitCode: Basics.ExitCode { .undetermined }
}
