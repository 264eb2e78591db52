/// A property of an element.
struct Attribute {
  enum Name: String {
    case id, href, lang, dir, role, scope, colspan, charset, name, content, title, tabindex, start, value
    case kind = "class"
    case equivalent = "http-equiv"
    case ariaLabel = "aria-label"
    case ariaLabelledBy = "aria-labelledby"
    case ariaHidden = "aria-hidden"
    case x, y, d, width, height, viewBox, preserveAspectRatio
    case textAnchor = "text-anchor"
  }

  let name: Name
  let value: String
  /// Whether the value was made from parts in which nothing needs to be escaped.
  let isPlain: Bool

  init(_ name: Name, _ value: String) {
    self.name = name
    self.value = value
    isPlain = false
  }

  private init(_ name: Name, plain value: String) {
    self.name = name
    self.value = value
    isPlain = true
  }

  /// A length or a place in a drawing.
  static func number(_ name: Name, _ value: Double) -> Self { Self(name, plain: Numbers.text(value)) }

  /// What the style sheet calls the element.
  static func kind(_ name: StaticString) -> Self { Self(.kind, plain: "\(name)") }

  /// What the style sheet calls an element that shows a mark.
  static func kind(_ mark: Mark) -> Self { Self(.kind, plain: mark.kind) }

  /// The place to which links lead.
  static func id(_ anchor: Anchor) -> Self { Self(.id, plain: anchor.text) }

  /// A link to a place on the same page.
  static func link(_ anchor: Anchor) -> Self { Self(.href, plain: "#" + anchor.text) }

  /// The element that names this one.
  static func labelled(by anchor: Anchor) -> Self { Self(.ariaLabelledBy, plain: anchor.text) }

  /// For drawings that only repeat what stands beside them.
  static var decoration: Self { Self(.ariaHidden, plain: "true") }

  /// A column's or a row's heading.
  static var column: Self { Self(.scope, plain: "col") }
  static var row: Self { Self(.scope, plain: "row") }
}
