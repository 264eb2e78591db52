/// What travels between the grader and the program that stands for docker, after the call itself.
///
/// A frame is a byte for its kind, the length of what follows as four bytes in network order, and that.
enum CallFrame: Sendable, Equatable {
  /// From the program: input that was asked for; none means its end.
  case input([UInt8])
  /// From the program: it was sent this signal.
  case signal(Int32)
  /// To the program.
  case output([UInt8])
  case error([UInt8])
  case wantsInput
  case exit(Int32)

  /// The longest content that either side takes.
  static let limit = 64 * 1024

  /// The frame as bytes; content that is too long for one frame becomes several.
  var bytes: [UInt8] {
    switch self {
    case .input(let content): Self.encode(UInt8(ascii: "I"), content)
    case .signal(let number): Self.frame(UInt8(ascii: "S"), [UInt8(truncatingIfNeeded: number)])
    case .output(let content): Self.encode(UInt8(ascii: "1"), content)
    case .error(let content): Self.encode(UInt8(ascii: "2"), content)
    case .wantsInput: Self.frame(UInt8(ascii: "R"), [])
    case .exit(let code): Self.frame(UInt8(ascii: "X"), [UInt8(truncatingIfNeeded: code)])
    }
  }

  private static func encode(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count > limit else { return frame(kind, content[...]) }
    return stride(from: 0, to: content.count, by: limit).flatMap { start in
      frame(kind, content[start..<min(start + limit, content.count)])
    }
  }

  private static func frame(_ kind: UInt8, _ content: ArraySlice<UInt8>) -> [UInt8] {
    let count = UInt32(content.count)
    let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    return [kind] + length + content
  }
}

/// Cuts what the program sends into frames.
struct CallFrameReader {
  private var rest: [UInt8] = []

  /// Adds bytes and returns the frames that are complete now; `nil` when the program does not keep to the rules.
  mutating func take(_ bytes: [UInt8]) -> [CallFrame]? {
    rest += bytes
    var frames: [CallFrame] = []
    while rest.count >= 5 {
      let length = rest[1..<5].reduce(0) { $0 << 8 | Int($1) }
      guard length <= CallFrame.limit else { return nil }
      guard rest.count >= 5 + length else { break }
      let content = Array(rest[5..<(5 + length)])
      switch rest[0] {
      case UInt8(ascii: "I"): frames.append(.input(content))
      case UInt8(ascii: "S"): frames.append(.signal(Int32(content.first ?? 0)))
      default: return nil
      }
      rest.removeFirst(5 + length)
    }
    return frames
  }
}
