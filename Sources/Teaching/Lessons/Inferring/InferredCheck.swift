import Basics

/// A check that was guessed from a command of the chapter.
package struct InferredCheck: Sendable, Hashable {
  /// Unique within its step.
  package var id: String
  /// The kind of condition with what it asks for, as it is written in the checks file.
  package var condition: JSONValue
  package var needs: String?
  package var within: String?
  /// The container it is about, as later commands may call it.
  var container: String?

  init(
    _ id: String, _ condition: JSONValue, needs: String? = nil, within: String? = nil,
    container: String? = nil
  ) {
    self.id = id
    self.condition = condition
    self.needs = needs
    self.within = within
    self.container = container
  }
}

/// What the commands of a chapter have brought about so far, as far as they say it.
struct GuessedWorld {
  var images: Set<String> = []
  /// Containers that run: their image and the name that was given.
  var running: [(image: String, name: String?)] = []
  var created: Set<String> = []
  /// Where the shell is, relative to where the sitting began.
  var folder = ""

  /// A file's path as `file` checks name it.
  func path(_ written: String) -> String {
    guard !written.hasPrefix("/"), !written.hasPrefix("~"), !folder.isEmpty else { return written }
    return "\(folder)/\(written)"
  }
}

extension String {
  /// Whether the shell or the learner replaces it, or part of it, by something that only their machine knows.
  var isSubstituted: Bool {
    contains("$") || contains("`") || contains("<") || isSampleID
      || self[...].blanks.contains { !$0.name.meansHost }
  }

  /// Whether it is an ID of the author's machine: 12 or more hexadecimal digits, or crosses in their place.
  private var isSampleID: Bool {
    guard utf8.count >= 8 else { return false }
    let isCrosses = allSatisfy { $0 == "x" || $0 == "X" }
    return isCrosses
      || utf8.count >= 12 && allSatisfy { $0.isHexDigit && $0.isASCII } && contains(where: \.isNumber)
  }

  /// Whether the name of a blank says that a host's name belongs there.
  var meansHost: Bool {
    let lower = lowercased()
    return lower.contains("host") || lower.contains("ホスト") || lower == "other"
  }

  /// The words without the tag, the host and the folders of an image: `testimage` of `host:5000/a/testimage:v1`.
  var imageBase: String {
    let last = split(separator: "/").last.map(String.init) ?? self
    return last.split(separator: ":").first.map(String.init) ?? last
  }

  /// An image reference with the tag that Docker adds.
  var tagged: String {
    let last = split(separator: "/").last ?? ""
    return last.contains(":") || contains("@") ? self : "\(self):latest"
  }
}
