import Basics
import Reports
import Submissions

/// Everybody who gets a row, with what they handed in.
package struct ClassList: Sendable {
  package private(set) var rows: [ClassRows.Row]

  package init(_ rows: ClassRows) {
    self.rows = rows.rows
  }

  /// The rows of one of several graders that share a class; shards are counted from 1.
  ///
  /// Where a learner belongs follows from the learner's key alone, so that every grader agrees.
  package func shard(_ number: Int, of count: Int) -> ClassList {
    var list = self
    list.rows = rows.filter { Int(($0.learner.sum >> 16) % UInt64(count)) == number - 1 }
    return list
  }

  /// The rows that have no result yet.
  package func without(_ learners: Set<String>) -> ClassList {
    var list = self
    list.rows = rows.filter { !learners.contains($0.learner) }
    return list
  }
}
