import ArgumentParser
import Basics
import ContentStore

/// `dojo registry gc`: takes away what no manifest needs, while registries go on serving the folder.
struct RegistryGarbageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove content that no manifest needs; the registry may go on serving.",
    discussion: """
      Nothing younger than the grace period is removed, and whatever a push relies on becomes young: a push that goes \
      on meanwhile loses nothing. Members of indexes and referrers of what stays are kept. Uploads that nobody has \
      added to for a long time are removed too.
      """)

  @Option(help: ArgumentHelp("Folder of the registry.", valueName: "dir"))
  var root: String

  @Option(help: ArgumentHelp("Keep what is younger, such as 30m or 1h.", valueName: "time"))
  var grace = SpanOfTime(seconds: 3600)

  @Option(help: ArgumentHelp("Remove uploads that nobody has added to for so long.", valueName: "time"))
  var uploadAge = SpanOfTime(seconds: 168 * 3600)

  @Flag(
    name: [.customShort("m"), .long], help: "Remove manifests too that no tag, index or subject leads to.")
  var deleteUntagged = false

  @Flag(name: [.customShort("d"), .long], help: "Only show what would be removed.")
  var dryRun = false

  @OptionGroup var speaking: SpeakingOptions

  func run() async throws {
    let console = speaking.console(environment: ProcessContext.current().environment)
    let store = try StoreOnDisk.open(root)
    var options = GarbageCollection.Options()
    options.grace = grace.duration
    options.uploadAge = uploadAge.duration
    options.removesUntagged = deleteUntagged
    options.isDryRun = dryRun
    let format = speaking.format
    let report = try store.collectGarbage(options, now: .now()) { event in
      if case .problem(let problem) = event { console.narrate(problem.summary[console.language]) }
      if format == .text, let line = event.line(isDryRun: options.isDryRun) { console.print(line) }
    }
    switch format {
    case .text: console.print(report.summary(isDryRun: dryRun)[console.language])
    case .json: console.print(report.json(isDryRun: dryRun).text(.init(indent: 2)))
    }
    if report.problems > 0 { throw Ending(code: .integrityMismatch) }
  }
}

extension GarbageCollection.Event {
  /// The line that tells it, in the words of distribution's `registry garbage-collect`; `nil` if it needs none.
  fileprivate func line(isDryRun: Bool) -> String? {
    switch self {
    case .repository(let repository): "\(repository)"
    case .keptManifest(let repository, let digest): "\(repository): marking manifest \(digest)"
    case .keptBlob(let repository, let digest): "\(repository): marking blob \(digest)"
    case .removedManifest(let repository, let digest):
      "\(repository): manifest eligible for deletion: \(digest)"
    case .removedBlob(let digest, _): "blob eligible for deletion: \(digest)"
    case .removedUpload(let repository, let name): "\(repository): upload eligible for deletion: \(name)"
    case .problem: nil
    }
  }
}

extension GarbageCollection.Report {
  fileprivate func summary(isDryRun: Bool) -> Phrase {
    let counts = "\(keptBlobs) blobs marked, \(removedBlobs) blobs and \(removedManifests) manifests"
    let uploads = removedUploads > 0 ? ", \(removedUploads) uploads" : ""
    let uploadsJa = removedUploads > 0 ? "、アップロード \(removedUploads) 件" : ""
    return isDryRun
      ? Phrase(
        en: "\(counts)\(uploads) eligible for deletion, \(removedBytes) bytes",
        ja: "使用中 \(keptBlobs) 個。削除できるもの: ブロブ \(removedBlobs) 個、マニフェスト \(removedManifests) 個"
          + "\(uploadsJa)、\(removedBytes) バイト")
      : Phrase(
        en: "\(counts)\(uploads) deleted, \(removedBytes) bytes freed",
        ja: "使用中 \(keptBlobs) 個。削除したもの: ブロブ \(removedBlobs) 個、マニフェスト \(removedManifests) 個"
          + "\(uploadsJa)、\(removedBytes) バイト")
  }

  fileprivate func json(isDryRun: Bool) -> JSONValue {
    func number(_ value: Int) -> JSONValue { .number("\(value)") }
    return [
      "dry_run": .bool(isDryRun), "kept_blobs": number(keptBlobs), "removed_blobs": number(removedBlobs),
      "removed_bytes": number(removedBytes), "removed_manifests": number(removedManifests),
      "removed_uploads": number(removedUploads), "problems": number(problems),
    ]
  }
}
