import Testing
import Lessons

/// A sample text in which `▶` stands before each place where something is wrong.
struct Marked: CustomTestStringConvertible {
  let text: String
  /// `line:column` of each mark, in order.
  let places: [String]

  init(_ sample: String) {
    var places: [String] = []
    var text = ""
    for line in sample.split(separator: "\n", omittingEmptySubsequences: false) {
      var kept = ""
      for character in line {
        if character == "▶" {
          places.append("\(text.count(where: \.isNewline) + 1):\(kept.count + 1)")
        } else {
          kept.append(character)
        }
      }
      text += kept + "\n"
    }
    self.text = String(text.dropLast())
    self.places = places
  }

  var testDescription: String { text }
}

extension LessonError {
  /// `line:column` of each problem, in order.
  var places: [String] { problems.map { "\($0.place.line):\($0.place.column)" } }
}
