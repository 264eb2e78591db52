import Basics

/// Finds out which row of a gradebook is about which learner.
///
/// Numbers, logins and addresses come first, names last; where a sign fits several rows or several learners, it
/// decides nothing.
struct LearnerMatching {
  /// The position of the learner's result, by row.
  private(set) var learnerOfRow: [Int: Int] = [:]
  private var rowOfLearner: [Int: Int] = [:]

  /// `rows` are the positions of the rows that are about learners.
  init(_ table: CSVTable, rows: [Int], results: [LearnerResult]) {
    let learners = results.map(LearnerKeys.init)
    let keys = Dictionary(uniqueKeysWithValues: rows.map { ($0, RowKeys(table.rows[$0], of: table.header)) })
    for sign in Sign.allCases {
      match(
        rows: rows.filter { learnerOfRow[$0] == nil }.map { ($0, keys[$0]?.values(for: sign) ?? []) },
        learners: learners.indices.filter { rowOfLearner[$0] == nil }.map {
          ($0, learners[$0].values(for: sign))
        })
    }
  }

  func isMatched(learner: Int) -> Bool { rowOfLearner[learner] != nil }

  private mutating func match(rows: [(Int, Set<String>)], learners: [(Int, Set<String>)]) {
    let (rowsByKey, learnersByKey) = (Self.index(rows), Self.index(learners))
    let keysOfLearner = Dictionary(uniqueKeysWithValues: learners)
    for (row, keys) in rows {
      let candidates = keys.reduce(into: Set<Int>()) { $0.formUnion(learnersByKey[$1] ?? []) }
      guard candidates.count == 1, let learner = candidates.first else { continue }
      let rivals = (keysOfLearner[learner] ?? []).reduce(into: Set<Int>()) {
        $0.formUnion(rowsByKey[$1] ?? [])
      }
      guard rivals == [row] else { continue }
      learnerOfRow[row] = learner
      rowOfLearner[learner] = row
    }
  }

  private static func index(_ sides: [(Int, Set<String>)]) -> [String: Set<Int>] {
    sides.reduce(into: [:]) { index, side in
      for key in side.1 { index[key, default: []].insert(side.0) }
    }
  }
}

/// What two sides are compared by, from the surest.
private enum Sign: CaseIterable {
  /// The same heading and the same value.
  case identity
  /// The report's key, in any column that identifies.
  case key
  /// Any name by which the roster knows the learner, in any column that identifies.
  case anyIdentity
  case name
}

private struct LearnerKeys {
  let result: LearnerResult

  init(_ result: LearnerResult) { self.result = result }

  func values(for sign: Sign) -> Set<String> {
    switch sign {
    case .identity: Set(result.identities.compactMap { Self.pair($0.key, $0.value) })
    case .key: Self.values([result.learner])
    case .anyIdentity: Self.values(Array(result.identities.values))
    case .name:
      GradebookWords.nameKeys(result.name ?? "").union(GradebookWords.nameKeys(result.learner))
    }
  }

  static func pair(_ heading: String, _ value: String) -> String? {
    let value = GradebookWords.folded(value)
    return value.isEmpty ? nil : "\(GradebookWords.folded(heading))\n\(value)"
  }

  static func values(_ values: [String]) -> Set<String> {
    Set(values.map(GradebookWords.folded).filter { !$0.isEmpty })
  }
}

private struct RowKeys {
  let row: [String]
  let header: [String]

  init(_ row: [String], of header: [String]) {
    self.row = row
    self.header = header
  }

  func values(for sign: Sign) -> Set<String> {
    switch sign {
    case .identity: Set(zip(header, row).compactMap { LearnerKeys.pair($0, $1) })
    case .key, .anyIdentity:
      LearnerKeys.values(zip(header, row).filter { GradebookWords.isIdentifier($0.0) }.map(\.1))
    case .name: GradebookWords.nameKeys(name)
    }
  }

  private var name: String { GradebookRow.name(row, of: header) }
}

/// What a row says about its learner.
enum GradebookRow {
  /// The learner's name as the row has it, else the first thing that identifies; empty when there is neither.
  static func label(_ row: [String], of header: [String]) -> String {
    let name = GradebookWords.trimmed(name(row, of: header))
    if !name.isEmpty { return name }
    return zip(header, row).first { GradebookWords.isIdentifier($0.0) && !$0.1.isEmpty }?.1 ?? ""
  }

  static func name(_ row: [String], of header: [String]) -> String {
    let cells = Array(zip(header, row))
    if let whole = cells.first(where: { GradebookWords.isWholeName($0.0) })?.1 { return whole }
    let first = cells.first { GradebookWords.isFirstName($0.0) }?.1
    let last = cells.first { GradebookWords.isLastName($0.0) }?.1
    return [first, last].compactMap(\.self).joined(separator: " ")
  }
}
