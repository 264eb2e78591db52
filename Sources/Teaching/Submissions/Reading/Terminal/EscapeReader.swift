/// Tells the characters to be shown from those that command the terminal.
///
/// ECMA-48 section 5; a sequence that is cut off or far too long is dropped.
struct EscapeReader {
  enum Control { case carriageReturn, backspace, tab, lineFeed, nextLine, reverseLineFeed, save, restore }

  struct Sequence {
    var final: Unicode.Scalar
    var first: Int?
    var second: Int?
    /// A private mode (`?`) and whether it is turned on.
    var privateMode: (mode: Int, isOn: Bool)?
  }

  enum Result {
    case nothing
    case character(Unicode.Scalar)
    case control(Control)
    case sequence(Sequence)
  }

  private enum State { case ground, escape, skipOne, parameters, string, stringEscape }

  private var state = State.ground
  private var parameters: [Int?] = []
  private var isPrivate = false
  private var length = 0

  mutating func read(_ scalar: Unicode.Scalar) -> Result {
    switch state {
    case .ground: return ground(scalar)
    case .escape: return afterEscape(scalar)
    case .skipOne: state = .ground
    case .parameters: return parameter(scalar)
    case .string:
      length += 1
      if scalar == "\u{07}" || scalar == "\u{9C}" || length > 4_096 { state = .ground }
      if scalar == "\u{1B}" { state = .stringEscape }
    case .stringEscape:
      state = .ground
      if scalar != "\\" { return afterEscape(scalar) }
    }
    return .nothing
  }

  private mutating func ground(_ scalar: Unicode.Scalar) -> Result {
    switch scalar {
    case "\r": return .control(.carriageReturn)
    case "\n", "\u{0B}", "\u{0C}": return .control(.lineFeed)
    case "\u{08}": return .control(.backspace)
    case "\t": return .control(.tab)
    case "\u{1B}": state = .escape
    case "\u{9B}": begin()
    case "\u{90}", "\u{9D}": beginString()
    case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): break
    default: return .character(scalar)
    }
    return .nothing
  }

  private mutating func afterEscape(_ scalar: Unicode.Scalar) -> Result {
    state = .ground
    switch scalar {
    case "[": begin()
    case "]", "P", "X", "^", "_": beginString()
    case "(", ")", "*", "+", "#", "%", " ": state = .skipOne
    case "D": return .control(.lineFeed)
    case "E": return .control(.nextLine)
    case "M": return .control(.reverseLineFeed)
    case "7": return .control(.save)
    case "8": return .control(.restore)
    case "\u{1B}": state = .escape
    default: break
    }
    return .nothing
  }

  private mutating func begin() {
    (state, parameters, isPrivate, length) = (.parameters, [], false, 0)
  }

  private mutating func beginString() {
    (state, length) = (.string, 0)
  }

  private mutating func parameter(_ scalar: Unicode.Scalar) -> Result {
    length += 1
    guard length < 64 else {
      state = .ground
      return .nothing
    }
    switch scalar.value {
    case 0x30...0x39:
      if parameters.isEmpty { parameters = [nil] }
      let last = parameters.count - 1
      parameters[last] = min((parameters[last] ?? 0) * 10 + Int(scalar.value - 0x30), 100_000)
    case 0x3A, 0x3B:
      if parameters.isEmpty { parameters = [nil] }
      parameters.append(nil)
    case 0x3C...0x3F: isPrivate = true
    case 0x20...0x2F: break
    case 0x40...0x7E:
      state = .ground
      return .sequence(sequence(scalar))
    case 0x1B: state = .escape
    case 0x08, 0x0A, 0x0D: return ground(scalar)
    default: state = .ground
    }
    return .nothing
  }

  private func sequence(_ final: Unicode.Scalar) -> Sequence {
    let first = parameters.first.flatMap(\.self)
    var sequence = Sequence(final: final, first: first)
    sequence.second = parameters.count > 1 ? parameters[1] : nil
    if isPrivate {
      // Private sequences that set no mode have nothing to do with text.
      sequence.privateMode = (final == "h" || final == "l" ? first ?? 0 : 0, final == "h")
    }
    return sequence
  }
}

/// How many columns of a terminal a character takes.
enum CharacterWidth {
  /// 0 for marks that join the character before them, 2 for the wide ones of East Asian writing and emoji, else 1.
  ///
  /// Unicode Standard Annex 11.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
