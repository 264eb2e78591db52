import CYAML

/// What libyaml says about the next piece of a text.
struct Event {
  let kind: Kind
  let anchor: String?
  let mark: Mark

  enum Kind {
    case document
    case alias(String)
    case scalar(String, isPlain: Bool)
    case begin(isMapping: Bool)
    case close
    case end
    case other
  }
}

/// libyaml's parser over a text in memory; every unsafe access is in this file.
@safe struct EventReader: ~Copyable {
  private let parser: OpaquePointer
  /// The text, which must stay where it is.
  private let memory: UnsafeMutableRawBufferPointer

  init(_ text: [UInt8]) throws(YAMLProblem) {
    guard dojo_yaml_start() != 0 else { throw .noLibrary }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(text.count, 1), alignment: 1)
    unsafe memory.copyBytes(from: text)
    guard let parser = unsafe dojo_yaml_make(memory.baseAddress, text.count) else {
      unsafe memory.deallocate()
      throw .noLibrary
    }
    unsafe self.memory = memory
    unsafe self.parser = parser
  }

  deinit {
    unsafe dojo_yaml_free(parser)
    unsafe memory.deallocate()
  }

  func next() throws(YAMLProblem) -> Event {
    var event = unsafe dojo_yaml_event()
    guard unsafe dojo_yaml_next(parser, &event) != 0 else { throw problem() }
    let mark = unsafe Mark(line: Int(event.line) + 1, column: Int(event.column) + 1)
    let anchor = unsafe event.anchor.map { unsafe String(cString: $0) }
    return unsafe Event(kind: Self.kind(event, anchor), anchor: anchor, mark: mark)
  }

  private static func kind(_ event: dojo_yaml_event, _ anchor: String?) -> Event.Kind {
    switch unsafe event.kind {
    case DOJO_YAML_DOCUMENT_START: .document
    case DOJO_YAML_ALIAS: .alias(anchor ?? "")
    case DOJO_YAML_SCALAR:
      unsafe .scalar(
        String(decoding: UnsafeRawBufferPointer(start: event.text, count: event.size), as: UTF8.self),
        isPlain: event.is_plain != 0)
    case DOJO_YAML_SEQUENCE_START: .begin(isMapping: false)
    case DOJO_YAML_MAPPING_START: .begin(isMapping: true)
    case DOJO_YAML_SEQUENCE_END, DOJO_YAML_MAPPING_END: .close
    case DOJO_YAML_STREAM_END: .end
    default: .other
    }
  }

  private func problem() -> YAMLProblem {
    var (line, column) = (0, 0)
    var words: UnsafePointer<CChar>?
    let fault = unsafe dojo_yaml_problem(parser, &words, &line, &column)
    let reason = unsafe words.map { unsafe String(cString: $0) } ?? ""
    let mark = Mark(line: line + 1, column: column + 1)
    switch fault {
    case DOJO_YAML_UNREADABLE: return .characters(reason)
    case DOJO_YAML_UNSCANNABLE: return .scanning(reason, mark)
    case DOJO_YAML_NO_MEMORY: return .parsing("there is no memory left", mark)
    default: return .parsing(reason, mark)
    }
  }
}
