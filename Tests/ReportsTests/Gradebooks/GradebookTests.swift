import Basics
import Testing

@testable import Reports

@Suite struct GradebookTests {
  private static let canvas = """
    \u{FEFF}Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (5512),A registry of your own (5513),Current Score,Final Score
    ,,,,,Manual Posting,,,
    "    Points Possible",,,,,10.00,10.00,(read only),(read only)
    "Example, Alice",101,S-1,alice,"Group, A",7.50,,75,75
    "Example, Bob",102,S-2,b.example,Group A,,3.00,0,0
    "太郎, 山田",999,S-3,someone,Group B,1,EX,0,0
    "Nobody, Known",104,S-4,nobody,Group B,2,,0,0

    """

  @Test func `filling in changes the cells of one column and nothing else`() throws {
    let table = try CSVTable(parsing: Self.canvas)
    let filling = try fill(table)
    #expect(filling.column == "A registry of your own (5513)" && !filling.isNewColumn)
    #expect(filling.filled == ["alice", "bob"])
    #expect(filling.kept == ["taro"])
    #expect(filling.rowsWithoutLearner == ["Nobody, Known"])
    #expect(filling.learnersWithoutRow.contains("carol") && !filling.learnersWithoutRow.contains("taro"))
    #expect(filling.table.rows.map { $0[6] } == ["", "10.00", "10", "2.35", "EX", ""])
    var restored = filling.table
    for row in restored.rows.indices { restored.rows[row][6] = table.rows[row][6] }
    #expect(restored == table)
    #expect(filling.table.text().hasPrefix("\u{FEFF}Student,"))
    #expect(try fill(filling.table).table == filling.table)
  }

  @Test func `a column that is not there is made before the totals, with its points`() throws {
    let table = try CSVTable(parsing: Self.canvas)
    let filling = try fill(table, column: "Practice")
    #expect(filling.isNewColumn && filling.table.header[7] == "Practice")
    #expect(filling.table.rows.map { $0[7] } == ["", "10", "10", "2.35", "4.25", ""])
    var restored = filling.table
    restored.header.remove(at: 7)
    for row in restored.rows.indices { restored.rows[row].remove(at: 7) }
    #expect(restored == table)
  }

  @Test(
    arguments: [
      ("Homework 1", "Homework 1 (5512)"), ("homework 1 (5512)", "Homework 1 (5512)"),
    ])
  func `a column is chosen by its heading or by the title in it`(asked: String, column: String) throws {
    #expect(try fill(CSVTable(parsing: Self.canvas), column: asked).column == column)
  }

  @Test(
    arguments: [
      ("Final Score", GradebookProblem.readOnly("Final Score")), ("Student", .aboutLearners("Student")),
      ("Homewrok 1", .nearly("Homewrok 1", near: "Homework 1 (5512)")),
    ])
  func `a column that cannot be meant is refused`(asked: String, problem: GradebookProblem) throws {
    let table = try CSVTable(parsing: Self.canvas)
    #expect(throws: problem) { try fill(table, column: asked) }
  }

  @Test func `a title that two columns have is refused with both headings`() throws {
    let text = "Student,ID,Section,A registry of your own (1),A registry of your own (2)\r\n"
    let table = try CSVTable(parsing: text)
    #expect(
      throws: GradebookProblem.ambiguous(
        "image-registry", candidates: ["A registry of your own (1)", "A registry of your own (2)"])
    ) { try fill(table) }
  }

  @Test func `a gradebook worth other points is told`() throws {
    let text = Self.canvas.split(separator: "10.00,10.00", omittingEmptySubsequences: false).joined(
      separator: "10.00,20.00")
    #expect(try fill(CSVTable(parsing: text)).otherPointsPossible == "20.00")
    #expect(try fill(CSVTable(parsing: Self.canvas)).otherPointsPossible == nil)
  }

  @Test func `a name that fits two rows decides nothing`() throws {
    let text = "Student,ID,SIS Login ID,Section,Practice\r\n\"Example, Bob\",7,x,A,\r\nBob Example,8,y,A,\r\n"
    let filling = try fill(CSVTable(parsing: text), column: "Practice")
    #expect(filling.filled.isEmpty && filling.rowsWithoutLearner == ["Example, Bob", "Bob Example"])
  }

  @Test func `Moodle's export is filled in, whatever separates its cells`() throws {
    let text = """
      First name;Last name;ID number;Email address;"Assignment: A registry of your own (Real)";Last downloaded
      Alice;Example;;ALICE@example.org;-;1790000000
      Bob;Example;;bob@example.org;-;1790000000

      """
    let filling = try fill(CSVTable(parsing: text), of: .moodle)
    #expect(filling.column == "Assignment: A registry of your own (Real)")
    #expect(filling.table.separator == .semicolon && filling.table.rows.map { $0[4] } == ["10", "2.35"])
  }

  @Test func `Moodle's grading worksheet is filled in where the grade can be changed`() throws {
    let text = """
      Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed
      Participant 1,Alice Example,alice@example.org,,,10,Yes
      Participant 2,Bob Example,bob@example.org,,5,10,No

      """
    let filling = try fill(CSVTable(parsing: text), of: .moodle)
    #expect(filling.column == "Grade" && filling.table.rows.map { $0[4] } == ["10", "5"])
    #expect(filling.kept == ["bob"])
  }

  @Test func `a table without learners is refused`() throws {
    let table = try CSVTable(parsing: "a,b\r\n1,2\r\n")
    #expect(throws: GradebookProblem.noLearners) { try fill(table) }
  }

  @Test func `a new gradebook is filled in by itself without a change`() throws {
    for gradebook in Gradebook.allCases {
      let text = gradebook.render(SampleClass.report, language: .english)
      let table = try CSVTable(parsing: text)
      let filling = try fill(table, of: gradebook)
      #expect(filling.table.text() == text && !filling.isNewColumn)
      #expect(filling.filled.contains("alice") && filling.kept.contains("carol"))
    }
  }

  private func fill(
    _ table: CSVTable, of gradebook: Gradebook = .canvas, column: String? = nil
  ) throws -> GradebookFilling {
    try GradebookFilling(table, of: gradebook, with: SampleClass.report, column: column, language: .english)
  }
}
