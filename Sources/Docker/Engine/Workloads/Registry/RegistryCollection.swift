import Basics
import ContentStore
import OCI
import Registry

/// `registry garbage-collect` as the program of a container: takes away at once what no manifest needs.
///
/// It prints what `registry:2.7.1` prints. Unlike that, it keeps the members of tagged indexes and what refers to something
/// that stays, and goes on past what is damaged.
struct RegistryCollection {
  let settings: RegistrySettings
  let options: RegistryTask.Collection
  /// The folder of the store.
  let root: String
  let now: Timestamp
  let log: LegacyLog

  /// What it has printed when it ends.
  var program: Program {
    guard Folders.isFolder("\(root)/docker/registry/v2/repositories") else {
      return .fails(
        "failed to garbage collect: failed to mark: filesystem: Path not found: /docker/registry/v2/repositories",
        exitCode: 1)
    }
    var found: [GarbageCollection.Event] = []
    var wishes = GarbageCollection.Options()
    wishes.grace = .zero
    wishes.uploadAge = .seconds(10 * 365 * 24 * 3600)
    wishes.removesUntagged = options.removesUntagged
    wishes.isDryRun = options.isDryRun
    let failure: StoreError?
    do throws(StoreError) {
      // What was pushed a moment ago is old already: who collects garbage like this knows that nobody pushes.
      _ = try ContentStore(root: root).collectGarbage(wishes, now: now.advanced(by: .seconds(1))) {
        found.append($0)
      }
      failure = nil
    } catch {
      failure = error
    }
    var output = Report(settings: settings, options: options, now: now, log: log).output(found)
    if let failure {
      output.append(
        Program.Output(stream: .standardError, text: "failed to garbage collect: \(failure.summary.en)"))
    }
    return .finishes(output: output, exitCode: failure == nil ? 0 : 1)
  }
}

/// The lines of a collection: marks first, then the counts, then what goes.
private struct Report {
  let settings: RegistrySettings
  let options: RegistryTask.Collection
  let now: Timestamp
  let log: LegacyLog

  func output(_ events: [GarbageCollection.Event]) -> [Program.Output] {
    var (marks, removals): ([Program.Output], [Program.Output]) = ([], [])
    var marked: Set<Digest> = []
    var (blobs, manifests) = (0, 0)
    for event in events {
      switch event {
      case .repository(let name): marks.append(out("\(name)"))
      case .keptManifest(let name, let digest):
        marked.insert(digest)
        marks.append(out("\(name): marking manifest \(digest) "))
      case .keptBlob(let name, let digest):
        marked.insert(digest)
        marks.append(out("\(name): marking blob \(digest)"))
      case .removedManifest(let name, let digest):
        manifests += 1
        marks.append(out("manifest eligible for deletion: \(digest)"))
        tell(
          "deleting manifest: \(Self.base)/repositories/\(name)/_manifests/revisions/\(Self.path(digest))",
          &removals)
      case .removedBlob(let digest, _):
        blobs += 1
        removals.append(out("blob eligible for deletion: \(digest)"))
        let stripe = "\(digest.algorithm.rawValue)/\(digest.hex.prefix(2))/\(digest.hex)"
        tell("Deleting blob: \(Self.base)/blobs/\(stripe)", &removals)
      case .removedUpload: break
      case .problem(let problem):
        if let line = log.taskLine(at: now, .error, problem.summary.en) {
          marks.append(Program.Output(stream: .standardError, text: "\(line)\n"))
        }
      }
    }
    let counts =
      "\n\(marked.count) blobs marked, \(blobs) blobs and \(manifests) manifests eligible for deletion"
    return marks + [out(counts)] + removals
  }

  private static let base = "/docker/registry/v2"

  private static func path(_ digest: Digest) -> String { "\(digest.algorithm.rawValue)/\(digest.hex)" }

  private func out(_ line: String) -> Program.Output {
    Program.Output(stream: .standardOutput, text: "\(line)\n")
  }

  private func tell(_ text: String, _ output: inout [Program.Output]) {
    guard !options.isDryRun, let line = log.taskLine(at: now, .info, text) else { return }
    output.append(Program.Output(stream: .standardError, text: "\(line)\n"))
  }
}
