import Basics

/// How many of something there must be: `2`, `1..`, `..3`, `2..4` in YAML.
package struct CountRange: Sendable, Hashable, CustomStringConvertible {
  package let least: Int
  /// Absent when there is no upper bound.
  package let most: Int?

  /// Bounds as given; an upper bound below the lower one is raised to it.
  package init(atLeast least: Int, atMost most: Int? = nil) {
    self.least = least
    self.most = most.map { max($0, least) }
  }

  package static let none = Self(atLeast: 0, atMost: 0)
  package static let some = Self(atLeast: 1)

  package func contains(_ count: Int) -> Bool {
    count >= least && count <= (most ?? .max)
  }

  package var description: String {
    switch most {
    case least?: "\(least)"
    case let most?: "\(least)..\(most)"
    case nil: "\(least).."
    }
  }
}

extension CountRange: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "a count: `2`, `1..`, `..3` or `2..4`", ja: "個数（`2`、`1..`、`..3`、`2..4` のどれか）")
  }

  init?(yaml text: String) {
    if let exact = Int(yaml: text) {
      self.init(atLeast: exact, atMost: exact)
      return
    }
    guard let dots = text.firstRange(of: ".."),
      dots.upperBound != text.endIndex || dots.lowerBound != text.startIndex
    else { return nil }
    let (low, high) = (text[..<dots.lowerBound], text[dots.upperBound...])
    let (least, most) = (Int(yaml: String(low)), Int(yaml: String(high)))
    guard low.isEmpty || least != nil, high.isEmpty || most != nil, (least ?? 0) <= (most ?? .max) else {
      return nil
    }
    self.init(atLeast: least ?? 0, atMost: most)
  }
}
