/// A class as its roster has it: each learner with what they handed in.
package struct ClassRows: Sendable, Hashable {
  /// One row of the class.
  package struct Row: Sendable, Hashable {
    /// `nil` for a submission that belongs to nobody on the roster.
    package var roster: Roster.Row?
    /// `nil` when nothing was handed in.
    package var submission: FoundSubmission?
    /// The learners to whom the submission could belong, when that is more than one; it is given to none of them.
    package var possible: [String] = []

    /// The key of the row: the roster's, else what the submission's name says.
    package var learner: String { roster?.learner ?? submission?.learner ?? "" }
  }

  /// Every learner of the roster in its order, then what belongs to nobody on it, in the order of the survey.
  package var rows: [Row]

  /// Finds whose each submission is: by the number that the export and a column of that system share, by the key, by any
  /// other identity, by the name of the mail account, and last by the full name.
  ///
  /// What fits more than one learner is given to none. Of several submissions of one learner the latest counts.
  package init(_ submissions: [FoundSubmission], roster: Roster) {
    let index = RosterIndex(roster)
    var found = [FoundSubmission?](repeating: nil, count: roster.rows.count)
    var strangers: [Row] = []
    for submission in submissions {
      let owners = index.owners(of: submission)
      if owners.count == 1, let owner = owners.first {
        found[owner] = found[owner].map { submission.joined(with: $0) } ?? submission
      } else {
        let possible = owners.sorted().map { roster.rows[$0].learner }
        strangers.append(Row(roster: nil, submission: submission, possible: possible))
      }
    }
    let taken = Set(roster.rows.map(\.learner))
    for place in strangers.indices {
      guard var submission = strangers[place].submission, taken.contains(submission.learner) else { continue }
      // A row's key is unique, also where a stranger calls itself like a learner.
      submission.learner += " (\(submission.path))"
      strangers[place].submission = submission
    }
    rows = zip(roster.rows, found).map { Row(roster: $0, submission: $1) } + strangers
  }

  /// A class without a roster: all submissions are of learners who are called as their names say.
  package init(_ submissions: [FoundSubmission]) {
    rows = submissions.map { Row(roster: nil, submission: $0) }
  }
}

/// The rows of a roster by everything a submission may call a learner.
private struct RosterIndex {
  private var numbers: [String: Set<Int>] = [:]
  private var keys: [String: Set<Int>] = [:]
  private var identities: [String: Set<Int>] = [:]
  private var accounts: [String: Set<Int>] = [:]
  private var names: [[String]: Set<Int>] = [:]
  private var compactNames: [String: Set<Int>] = [:]

  init(_ roster: Roster) {
    for (index, row) in roster.rows.enumerated() {
      for form in Self.forms(of: row.learner) { keys[form, default: []].insert(index) }
      for (heading, value) in row.identities { addNumber(value, heading: heading, of: index) }
      for value in row.identities.values + [row.email].compactMap(\.self) {
        for form in Self.forms(of: value) { identities[form, default: []].insert(index) }
        if let at = value.firstIndex(of: "@") {
          accounts[FoldedName.of(value[..<at]), default: []].insert(index)
        }
      }
      guard let name = row.name else { continue }
      names[FoldedName.parts(of: name), default: []].insert(index)
      // Canvas writes surname and given name as one word, surname first; which is which the roster may not say.
      let parts = FoldedName.of(name).split { $0 == " " || $0 == "," }.map(String.init)
      for order in [
        parts, parts.reversed(), Array(parts.dropFirst() + parts.prefix(1)),
        Array(parts.suffix(1) + parts.dropLast()),
      ] {
        compactNames[FoldedName.compact(order.joined()), default: []].insert(index)
      }
    }
  }

  /// Numbers mean somebody only within their own system: Moodle's worksheet has `Identifier`, Canvas's gradebook `ID`.
  private mutating func addNumber(_ value: String, heading: String, of index: Int) {
    let heading = FoldedName.compact(heading)
    let digits = String(value.reversed().prefix { ("0"..."9").contains($0) }.reversed())
    guard !digits.isEmpty else { return }
    if ["identifier", "participant", "moodle", "識別子", "参加者"].contains(where: heading.contains) {
      numbers["moodle:\(digits)", default: []].insert(index)
    }
    if heading == "id" || heading.contains("canvas") {
      numbers["canvas:\(digits)", default: []].insert(index)
    }
  }

  /// A value as it is compared, also as it would stand in the name of a bundle.
  private static func forms(of value: String) -> Set<String> {
    [FoldedName.of(value), FoldedName.of(Bundle.fileNamePart(value))]
  }

  /// The rows that fit; the first way of comparing that gives any decides.
  func owners(of submission: FoundSubmission) -> Set<Int> {
    for system in ["moodle", "canvas"] {
      if let number = submission.identities[system], let owners = numbers["\(system):\(number)"] {
        return owners
      }
    }
    let folded = [submission.learner, submission.identities["github"]].compactMap(\.self).map {
      FoldedName.of($0)
    }
    for table in [keys, identities, accounts] {
      let owners = folded.reduce(into: Set<Int>()) { $0.formUnion(table[$1] ?? []) }
      if !owners.isEmpty { return owners }
    }
    let full = submission.name ?? submission.learner
    if let owners = names[FoldedName.parts(of: full)] { return owners }
    if let owners = compactNames[FoldedName.compact(full)] { return owners }
    return submission.identities["repository"].map(ownersOfRepository) ?? []
  }

  /// The rows one of whose names stands at the end of `<assignment>-<login>`; of several the longest.
  private func ownersOfRepository(_ folder: String) -> Set<Int> {
    let folder = FoldedName.of(folder)
    var rest = folder[...]
    while let dash = rest.firstIndex(of: "-") {
      rest = rest[dash...].dropFirst()
      if let owners = keys[String(rest)] ?? identities[String(rest)] { return owners }
    }
    return []
  }
}
