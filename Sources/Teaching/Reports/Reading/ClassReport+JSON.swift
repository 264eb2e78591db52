import Basics

extension ClassReport {
  /// The document as `report.json` holds it, with a final newline; the same report always gives the same bytes.
  package func json() -> String { document.text(.init(indent: 2)) + "\n" }

  private var document: JSONValue {
    var object = Self.head(tool: tool, lesson: lesson)
    object["results"] = .array(results.map(\.json))
    if let times { object["times"] = encoded(times) }
    return .object(object)
  }

  /// What stands before the results, in a whole report and on the first line of `results.jsonl`.
  static func head(tool: String, lesson: GradedLesson) -> JSONObject {
    JSONObject([
      ("schema", .string(currentSchema)), ("tool", .string(tool)), ("lesson", encoded(lesson)),
    ])
  }

  /// Reads a `report.json`; `file` is what the reader of an error knows it by.
  package init(parsing bytes: [UInt8], file: String) throws(ReportProblem) {
    guard bytes.contains(where: { !isSpace($0) }) else { throw ReportProblem(file: file, kind: .empty) }
    let value = try parsedJSON(bytes, file: file)
    try Self.demandSchema(value, file: file)
    self.init(
      tool: try decodedPart(value["tool"], file: file, place: "tool"),
      lesson: try decodedPart(value["lesson"], file: file, place: "lesson"),
      results: try Self.results(value["results"], file: file),
      times: try value["times"].map { value throws(ReportProblem) in
        try decodedPart(value, file: file, place: "times")
      })
    try Self.demandUniqueLearners(results, file: file)
  }

  static func demandSchema(_ value: JSONValue, file: String) throws(ReportProblem) {
    let schema = value["schema"]?.string
    guard schema == currentSchema else { throw ReportProblem(file: file, kind: .schema(found: schema)) }
  }

  /// Row by row, so that an error can say which.
  private static func results(_ value: JSONValue?, file: String) throws(ReportProblem) -> [LearnerResult] {
    let rows: [JSONValue] = try decodedPart(value, file: file, place: "results")
    var results: [LearnerResult] = []
    for (index, row) in rows.enumerated() {
      results.append(try decodedPart(row, file: file, place: "results[\(index)]"))
    }
    return results
  }

  private static func demandUniqueLearners(_ results: [LearnerResult], file: String) throws(ReportProblem) {
    var known: Set<String> = []
    for result in results where !known.insert(result.learner).inserted {
      throw ReportProblem(file: file, kind: .repeatedLearner(result.learner))
    }
  }
}

extension LearnerResult {
  /// The result as JSON; what has no order of its own is sorted.
  var json: JSONValue {
    guard case .object(var object) = encoded(self) else { return .null }
    object["identities"] = .object(
      JSONObject(identities.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    return .object(object)
  }
}

/// The JSON of a value of the report's own kinds, of which none can fail to be written.
private func encoded(_ value: some Encodable) -> JSONValue { (try? JSONValue(encoding: value)) ?? .null }

private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

/// Reads JSON; `line` is the number of the first line, for files that hold one document a line.
func parsedJSON(
  _ bytes: some Collection<UInt8>, file: String, line first: Int = 1
) throws(ReportProblem) -> JSONValue {
  do throws(JSONSyntaxError) {
    return try JSONValue(parsing: bytes)
  } catch {
    let before = bytes.prefix(error.offset)
    let line = first + before.count { $0 == 0x0A }
    let sinceBreak = before.reversed().prefix { $0 != 0x0A }
    // Continuation bytes of UTF-8 belong to the character before them.
    let column = sinceBreak.count { $0 & 0xC0 != 0x80 } + 1
    throw ReportProblem(file: file, kind: .syntax(line: line, column: column, reason: error.reason))
  }
}

/// Takes a part of a report out of JSON; `place` says where the value stands.
func decodedPart<Part: Decodable>(
  _ value: JSONValue?, file: String, place: String
) throws(ReportProblem) -> Part {
  guard let value else {
    throw ReportProblem(file: file, kind: .misshapen(place: place, .missing))
  }
  do {
    return try value.decoded(as: Part.self)
  } catch let error as DecodingError {
    throw ReportProblem(file: file, kind: misshapen(error, in: place))
  } catch {
    throw ReportProblem(file: file, kind: .misshapen(place: place, .unknownValue))
  }
}

private func misshapen(_ error: DecodingError, in place: String) -> ReportProblem.Kind {
  switch error {
  case .keyNotFound(let key, let context):
    .misshapen(place: path(context.codingPath + [key], in: place), .missing)
  case .typeMismatch(let type, let context):
    .misshapen(place: path(context.codingPath, in: place), shape(for: type, context.debugDescription))
  case .valueNotFound(_, let context): .misshapen(place: path(context.codingPath, in: place), .missing)
  case .dataCorrupted(let context):
    .misshapen(place: path(context.codingPath, in: place), .unknownValue)
  @unknown default: .misshapen(place: place, .unknownValue)
  }
}

/// What a reader of that type wanted.
private func shape(for type: Any.Type, _ description: String) -> ReportProblem.Shape {
  if type is any Numeric.Type { return .notANumber }
  if type is String.Type { return .notText }
  if type is Bool.Type { return .notAFlag }
  // A container has no type of its own.
  return description.hasSuffix("array") ? .notAList : .notAnObject
}

private func path(_ keys: [any CodingKey], in place: String) -> String {
  keys.reduce(place) { path, key in
    if let index = key.intValue { return "\(path)[\(index)]" }
    return path.hasSuffix(" ") ? path + key.stringValue : "\(path).\(key.stringValue)"
  }
}
