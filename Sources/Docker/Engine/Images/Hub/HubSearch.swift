import DockerAPI
import OCI

/// `docker search`: the repositories of the practice machine's Docker Hub, which are those that dojo brings along.
struct HubSearch: Sendable {
  private let bundle: BundledImages

  init(_ bundle: BundledImages) {
    self.bundle = bundle
  }

  /// The repositories whose name holds the term, in the order of the Hub, 25 at most unless `limit` says otherwise.
  ///
  /// - Throws: `EngineFault` (400) in Docker's words for a limit or a filter that it does not take.
  func find(_ term: String, limit: Int?, filters: FilterQuery) throws(EngineFault) -> [FoundImage] {
    try filters.requireOnly(["is-automated", "is-official", "stars"])
    for name in ["is-automated", "is-official"] {
      for value in filters[name] ?? [] where Self.truth(value) == nil {
        throw .badParameter("Invalid filter '\(name)=[\(value)]'")
      }
    }
    for value in filters["stars"] ?? [] where Int(value) == nil {
      throw .badParameter("Invalid filter 'stars=\(value)'")
    }
    let most = limit ?? 25
    guard (1...100).contains(most) else {
      throw .badParameter("Limit \(most) is outside the range of [1, 100]")
    }
    var seen: Set<String> = []
    let repositories = bundle.entries.map(\.name.familiarName).filter { seen.insert($0).inserted }
    let word = term.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return repositories.filter { $0.contains(word) }
      .map { FoundImage(name: $0, description: "Bundled with dojo", isOfficial: !$0.contains("/")) }
      .filter { image in
        filters.allows("is-official") { Self.truth($0) == image.isOfficial }
          && filters.allows("is-automated") { Self.truth($0) == false }
          && (filters["stars"] ?? []).allSatisfy { (Int($0) ?? 0) <= image.stars }
      }
      .prefix(most).map(\.self)
  }

  private static func truth(_ text: String) -> Bool? {
    ["true": true, "1": true, "false": false, "0": false][text]
  }
}
