import Basics

/// A value that authors write in the checks file.
protocol YAMLReadable {
  /// What to write, for messages: fits after "Write".
  static var expected: Phrase { get }
  /// Reads the node, or reports what is wrong with it and gives nil.
  init?(_ node: YAMLNode, _ reading: Reading)
}

/// A value that is written as one piece of text.
protocol YAMLScalar: YAMLReadable {
  /// Reads the text, blanks filled in; nil when it does not fit.
  init?(yaml text: String)
}

extension YAMLScalar {
  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let text = node.text, !node.isEmpty, let value = Self(yaml: reading.blanks.fill(text)) else {
      reading.reject(node, expecting: Self.expected)
      return nil
    }
    self = value
  }
}

extension String: YAMLScalar {
  static var expected: Phrase { Phrase(en: "a text", ja: "文字列") }

  init?(yaml text: String) {
    self = text
  }
}

extension Int: YAMLScalar {
  static var expected: Phrase { Phrase(en: "a whole number, 0 or more", ja: "0 以上の整数") }

  init?(yaml text: String) {
    guard let number = Int(text, radix: 10), number >= 0 else { return nil }
    self = number
  }
}

extension Bool: YAMLScalar {
  static var expected: Phrase { Phrase(en: "`true` or `false`", ja: "`true` か `false` ") }

  init?(yaml text: String) {
    guard let value = Bool(text) else { return nil }
    self = value
  }
}

extension Duration: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a duration such as `500ms`, `5s`, `2m`, `1h` or `1d`", ja: "`500ms`、`5s`、`2m`、`1h`、`1d` のような時間")
  }

  init?(yaml text: String) {
    let digits = text.prefix { $0.isNumber }
    guard let count = Int(digits), count <= 1_000_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case "ms": self = .milliseconds(count)
    case "s": self = .seconds(count)
    case "m": self = .seconds(count * 60)
    case "h": self = .seconds(count * 3_600)
    case "d": self = .seconds(count * 86_400)
    default: return nil
    }
  }
}

extension Phrase: YAMLReadable {
  static var expected: Phrase { Phrase(en: "`{en: …, ja: …}`", ja: "`{en: …, ja: …}` ") }

  /// Both languages, or one text that is the same in both.
  init?(_ node: YAMLNode, _ reading: Reading) {
    if node.text != nil {
      guard let sentence = Sentence(node, reading) else { return nil }
      self.init(verbatim: sentence.text)
      return
    }
    guard let fields = Fields(node, reading, expecting: Self.expected) else { return nil }
    let (en, ja): (Sentence?, Sentence?) = (fields.required("en"), fields.required("ja"))
    fields.finish()
    guard let en, let ja else { return nil }
    self.init(en: en.text, ja: ja.text)
  }

  /// Something that people read, and so is not blank.
  private struct Sentence: YAMLScalar {
    static var expected: Phrase { Phrase(en: "a sentence", ja: "文") }

    let text: String

    init?(yaml text: String) {
      guard !text.isBlank else { return nil }
      self.text = text
    }
  }
}
