import CCmarkGFM
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A node of cmark's tree, valid while `CMarkNode.withDocument` runs; every unsafe access is in this file.
@safe struct CMarkNode {
  private let pointer: OpaquePointer

  private init(_ pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  /// Held while cmark parses: its extensions switch tables of the whole process on and off.
  private static let library = Mutex(())

  /// Parses the text and lends the tree's root; nil when there is no memory for it.
  static func withDocument<Result>(parsing bytes: [UInt8], _ body: (CMarkNode) -> Result) -> Result? {
    guard let root = library.withLock({ _ in parse(bytes) }) else { return nil }
    defer { unsafe cmark_node_free(root.pointer) }
    return body(root)
  }

  private static func parse(_ bytes: [UInt8]) -> CMarkNode? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = unsafe cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FULL_INFO_STRING) else {
      return nil
    }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "tasklist"] {
      if let known = unsafe cmark_find_syntax_extension(name) {
        _ = unsafe cmark_parser_attach_syntax_extension(parser, known)
      }
    }
    unsafe bytes.withUnsafeBytes { raw in
      unsafe raw.withMemoryRebound(to: CChar.self) { text in
        unsafe cmark_parser_feed(parser, text.baseAddress, text.count)
      }
    }
    return unsafe cmark_parser_finish(parser).map { unsafe CMarkNode($0) }
  }

  /// The node's kind; those that extensions add are told apart by `isNamed`.
  var kind: cmark_node_type { unsafe cmark_node_get_type(pointer) }

  /// Whether this is cmark's name of the node's kind: `table`, `table_row`, `tasklist`.
  func isNamed(_ name: StaticString) -> Bool {
    guard let own = unsafe cmark_node_get_type_string(pointer) else { return false }
    return unsafe strcmp(own, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }

  /// The children, first to last.
  var children: [CMarkNode] {
    var children: [CMarkNode] = []
    forEachChild { children.append($0) }
    return children
  }

  /// Visits the children, first to last.
  func forEachChild(_ visit: (CMarkNode) -> Void) {
    var next = unsafe cmark_node_first_child(pointer)
    while let child = unsafe next {
      visit(unsafe CMarkNode(child))
      unsafe next = unsafe cmark_node_next(child)
    }
  }

  var literal: String { unsafe copied(cmark_node_get_literal(pointer)) }
  var destination: String { unsafe copied(cmark_node_get_url(pointer)) }
  var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }

  var isFenced: Bool {
    var (length, indent, character): (CInt, CInt, CChar) = (0, 0, 0)
    return unsafe cmark_node_get_fenced(pointer, &length, &indent, &character) != 0
  }
  var fenceInfo: String { unsafe copied(cmark_node_get_fence_info(pointer)) }

  /// What follows the numbers of a list; nil for bullets.
  var delimiter: List.Delimiter? {
    guard unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST else { return nil }
    return unsafe cmark_node_get_list_delim(pointer) == CMARK_PAREN_DELIM ? .parenthesis : .period
  }
  var isTight: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }

  /// Whether a task list's box is ticked; nil for other items.
  var isChecked: Bool? {
    isNamed("tasklist") ? unsafe cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil
  }

  /// 1-based lines and byte columns; 0 where cmark keeps none.
  var firstLine: Int { unsafe Int(cmark_node_get_start_line(pointer)) }
  var lastLine: Int { unsafe Int(cmark_node_get_end_line(pointer)) }
  var firstByte: Int { unsafe Int(cmark_node_get_start_column(pointer)) }

  /// A string that cmark owns, copied; empty when there is none.
  private func copied(_ text: UnsafePointer<CChar>?) -> String {
    guard let text = unsafe text else { return "" }
    return unsafe String(cString: text)
  }
}
