import Basics
import Testing

struct CSVTests {
  @Test func `what is written is read back as it was`() throws {
    var table = CSVTable(header: ["name", "remark", "n"])
    table.rows = [
      ["Ada, Countess", "said \"hello\"", "1"], ["two\r\nlines", "two\nlines", ""], ["氏名", " space ", "-"],
      ["", "", ""],
    ]
    let read = try CSVTable(parsing: table.text())
    #expect(read.header == table.header)
    #expect(read.rows == table.rows)
  }

  @Test func `a field is quoted only where it must be, and lines end with CRLF`() {
    #expect(CSV.line(["a", "b c", "1;2"]) == "a,b c,1;2\r\n")
    #expect(CSV.line(["a,b", "\"", "x\ny"]) == "\"a,b\",\"\"\"\",\"x\ny\"\r\n")
    #expect(CSV.line([""]) == "\"\"\r\n")
    #expect(CSV.line(["a;b", "c,d"], separator: .semicolon) == "\"a;b\";c,d\r\n")
  }

  @Test(arguments: [
    "a,b\r\n1,2\r\n", "a,b\n1,2", "a;b\n1;2\n", "a\tb\r1\t2\r", "\u{FEFF}a,b\n\n1,2\n\n",
    "sep=;\r\na;b\r\n1;2",
  ])
  func `a table is read however the spreadsheet saved it`(text: String) throws {
    let table = try CSVTable(parsing: text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["1", "2"]])
  }

  @Test func `a table is written back with the separator and the mark it came with`() throws {
    let text = "\u{FEFF}a;b\r\n\"1;2\";3,4\r\n"
    #expect(try CSVTable(parsing: text).text() == text)
  }

  @Test func `commas inside a quoted heading do not decide what separates`() throws {
    let table = try CSVTable(parsing: "\"a,b,c\";d\n1;2\n")
    #expect(table.header == ["a,b,c", "d"])
  }

  @Test func `each row knows its line, also after fields of several lines`() throws {
    let table = try CSVTable(parsing: "a,b\n\"1\n2\n3\",x\n4,y\n")
    #expect(table.lines == [2, 5])
  }

  @Test func `short records are filled up and empty cells at the end are dropped`() throws {
    #expect(try CSVTable(parsing: "a,b,c\n1\n1,2,3,,\n").rows == [["1", "", ""], ["1", "2", "3"]])
  }

  @Test(arguments: [
    ("a,b\n1,\"x\ny\n", CSVProblem(line: 2, kind: .unclosedQuote)),
    ("a,b\n\"x\"y,2\n", CSVProblem(line: 2, kind: .textAfterQuote)),
    ("a,b\n1,2\n1,2,3\n", CSVProblem(line: 3, kind: .tooManyFields(found: 3, expected: 2))),
  ])
  func `a broken table is refused with its line`(text: String, problem: CSVProblem) {
    #expect(throws: problem) { try CSVTable(parsing: text) }
  }

  @Test func `headings are found whatever their letter case`() throws {
    let table = try CSVTable(parsing: "Student, SIS User ID \n")
    #expect(table.column("sis user id") == 1)
    #expect(table.column("id") == nil)
  }

  @Test func `an empty text is an empty table`() throws {
    #expect(try CSVTable(parsing: "").header.isEmpty)
    #expect(try CSVTable(parsing: "\u{FEFF}\r\n").rows.isEmpty)
  }
}
