/// A page while it is written: well-formed both as HTML and as XML, and text gets in only through doors that escape it.
struct Markup {
  private(set) var source = ""

  /// Writes the first line of a page.
  init() {
    source = "<!DOCTYPE html>\n"
  }

  /// An element and what it holds.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., content: (inout Markup) -> Void) {
    open(tag, attributes)
    content(&self)
    close(tag)
  }

  /// An element that holds one piece of text.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  /// An element that can hold nothing.
  mutating func empty(_ tag: Tag, _ attributes: Attribute...) {
    source += "<"
    source += tag.rawValue
    write(attributes)
    source += " />"
  }

  /// Text on one line; what would act instead of being seen is shown.
  mutating func text(_ text: String) {
    source += Escaping.html(Plain.visible(text))
  }

  /// A sentence in which backquotes mark what a person types or a program prints; unpaired ones stay.
  mutating func sentence(_ text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count % 2 == 1 else {
      self.text(text)
      return
    }
    for (place, part) in parts.enumerated() where !part.isEmpty {
      if place % 2 == 0 { self.text(String(part)) } else { element(.code) { $0.foreign(String(part)) } }
    }
  }

  /// Text of which the lines and tabs are kept.
  mutating func lines(_ text: String) {
    // The parser of HTML drops a line break right behind `<pre>`.
    if text.utf8.first == 0x0A { source += "\n" }
    source += Escaping.html(Plain.visibleLines(text))
  }

  /// A name or other words of somebody else, whose direction of writing ends where they end.
  mutating func foreign(_ text: String) {
    open(.bdi, [])
    self.text(text)
    close(.bdi)
  }

  /// A style sheet, which can only be one that stands in the source.
  mutating func style(_ sheet: StaticString...) {
    open(.style, [])
    for part in sheet { source += "\(part)" }
    close(.style)
  }

  /// Begins a new line of the file, where white space means nothing.
  mutating func newLine() { source += "\n" }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    source += "<"
    source += tag.rawValue
    write(attributes)
    source += ">"
  }

  private mutating func close(_ tag: Tag) {
    source += "</"
    source += tag.rawValue
    source += ">"
  }

  private mutating func write(_ attributes: [Attribute]) {
    for attribute in attributes {
      source += " "
      source += attribute.name.rawValue
      source += "=\""
      source += attribute.isPlain ? attribute.value : Escaping.html(Plain.visible(attribute.value))
      source += "\""
    }
  }
}
