import Basics
import Reports

/// Finds the learner whom an instructor means.
struct LearnerChoice {
  let report: ClassReport

  /// The learner with this key; else the only one whose key, name or other identity it is, whatever its case.
  func result(_ asked: String) throws(ReportUsage) -> LearnerResult {
    if let exact = report.results.first(where: { $0.learner == asked }) { return exact }
    let wanted = asked.lowercased()
    let fitting = report.results.filter { names(of: $0).contains(wanted) }
    guard let only = fitting.first else { throw .unknownLearner(asked, near: near(wanted)) }
    guard fitting.count == 1 else { throw .severalLearners(asked, keys: fitting.map(\.learner)) }
    return only
  }

  private func names(of result: LearnerResult) -> Set<String> {
    Set(
      ([result.learner, result.name].compactMap(\.self) + result.identities.values).map { $0.lowercased() })
  }

  /// At most three keys that are spelled nearly so, or that contain it.
  private func near(_ wanted: String) -> [String] {
    // Names that nobody would mistype are not worth the comparison.
    guard (2...60).contains(wanted.count) else { return [] }
    let near = report.results.filter { result in
      names(of: result).contains { name in
        name.contains(wanted) || (name.count <= 60 && EditDistance.between(name, wanted) <= 2)
      }
    }
    return near.prefix(3).map(\.learner)
  }
}
