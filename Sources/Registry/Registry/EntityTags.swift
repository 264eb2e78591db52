import HTTPServer

extension HTTPRequest {
  /// Whether the client says that it has this entity already (RFC 9110, section 13.1.2).
  ///
  /// Tags are compared weakly; `*` stands for any.
  func alreadyHas(_ entityTag: String) -> Bool {
    headers.list("If-None-Match").contains { element in
      let tag = element.hasPrefix("W/") ? element.dropFirst(2) : element[...]
      return tag == "*" || tag == entityTag
    }
  }
}
