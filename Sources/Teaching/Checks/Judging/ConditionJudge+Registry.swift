import Basics
import Lessons
import OCI

extension ConditionJudge {
  func judge(_ fact: RegistryFact, on machine: Machine.ID) async throws -> Finding {
    let reply = try await observations.reply(
      to: fact.url, accept: fact.tag == nil ? [] : MediaType.manifests.map(\.rawValue), on: machine)
    var finding = Finding(.failed, expected: fact.expected, found: fact.expected, usual: .notDoneYet)
    switch reply {
    case .silent(let reason):
      finding.outcome = fact.exists ? .failed : .passed
      finding.found = fact.foundSilence(reason)
      finding.usual = .nobodyAnswers
    case .answered(let answer) where answer.status >= 500:
      throw RegistryTrouble(at: fact.at, status: answer.status)
    case .answered(let answer) where answer.status == 404:
      finding.outcome = fact.exists ? .failed : .passed
      finding.found = await fact.foundNothing(tags: tags(of: fact, on: machine))
    case .answered(let answer) where answer.status == 200:
      return try await judge(fact, answer, finding, on: machine)
    case .answered(let answer):
      finding.found = fact.foundStranger(status: answer.status)
    }
    return finding
  }

  private func judge(
    _ fact: RegistryFact, _ answer: HTTPAnswer, _ finding: Finding, on machine: Machine.ID
  ) async throws -> Finding {
    var finding = finding
    guard let document = try? JSONValue(parsing: answer.body) else {
      finding.found = fact.foundStranger(status: answer.status)
      return finding
    }
    let stored = StoredImage(document, digest: answer.headers["docker-content-digest"])
    let isThere = fact.tag != nil || document["tags"]?.array?.isEmpty == false
    finding.found = isThere ? fact.foundIt : fact.foundNothing(tags: [])
    finding.evidence.registry = [
      RegistrySighting(
        at: fact.at, repository: fact.repository, tag: fact.tag, digest: stored.digest, config: stored.config)
    ]
    finding.outcome = isThere == fact.exists ? .passed : .failed
    guard finding.outcome == .passed, isThere, let other = fact.sameAs else { return finding }
    guard let wanted = try await imageID(of: other, on: machine) else {
      finding.outcome = .failed
      finding.found = other.missing(on: name(of: other.machine ?? machine))
      return finding
    }
    if !stored.isImage(withID: wanted) {
      finding.outcome = .failed
      finding.found = fact.foundOther
    }
    return finding
  }

  /// The tags that are there instead; empty when the registry does not say.
  private func tags(of fact: RegistryFact, on machine: Machine.ID) async -> [String] {
    guard fact.tag != nil,
      case .answered(let answer)? = try? await observations.reply(to: fact.tagsURL, on: machine)
    else { return [] }
    let tags = (try? JSONValue(parsing: answer.body))?["tags"]?.array
    return (tags ?? []).compactMap(\.string)
  }
}

/// What a manifest says about the image it stands for.
struct StoredImage {
  let digest: String?
  let config: String?
  /// The manifests of an index, one for each platform.
  private let manifests: [String]

  init(_ manifest: JSONValue, digest: String?) {
    self.digest = digest
    config = manifest["config"]?["digest"]?.string
    manifests = (manifest["manifests"]?.array ?? []).compactMap { $0["digest"]?.string }
  }

  /// Whether an engine calls this image by that id: the classic image store by its config's digest, the
  /// containerd image store by its manifest's.
  func isImage(withID id: String) -> Bool {
    id == config || id == digest || manifests.contains(id)
  }
}

/// A registry that is there but in trouble of its own.
struct RegistryTrouble: UserFacingError {
  let at: String
  let status: Int

  var summary: Phrase {
    Phrase(en: "the registry at \(at) answered with error \(status)", ja: "\(at) のレジストリがエラー \(status) を返しました")
  }

  var exitCode: ExitCode { .undetermined }
}

extension RegistryFact {
  var tagsURL: String { "\(base)/v2/\(repository)/tags/list" }

  var url: String {
    tag.map { "\(base)/v2/\(repository)/manifests/\($0)" } ?? tagsURL
  }

  private var base: String { at.contains("://") ? at : "http://\(at)" }
}
