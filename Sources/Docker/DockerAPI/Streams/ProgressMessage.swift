import Basics

/// A message of a pull, push or load stream.
package struct ProgressMessage: Codable, Hashable, Sendable {
  package var stream: String?
  package var status: String?
  package var progressDetail: ProgressDetail?
  /// The bar as the engine draws it, for old clients.
  package var progress: String?
  package var id: String?
  package var errorDetail: ProgressError?
  /// The same message as `errorDetail`, for old clients.
  package var error: String?
  package var aux: JSONValue?

  package init(
    stream: String? = nil,
    status: String? = nil,
    progressDetail: ProgressDetail? = nil,
    progress: String? = nil,
    id: String? = nil,
    errorDetail: ProgressError? = nil,
    error: String? = nil,
    aux: JSONValue? = nil
  ) {
    self.stream = stream
    self.status = status
    self.progressDetail = progressDetail
    self.progress = progress
    self.id = id
    self.errorDetail = errorDetail
    self.error = error
    self.aux = aux
  }

  private enum CodingKeys: String, CodingKey {
    case stream
    case status
    case progressDetail
    case progress
    case id
    case errorDetail
    case error
    case aux
  }
}

/// How far something has come, in bytes.
package struct ProgressDetail: Codable, Hashable, Sendable {
  package var current: Int?
  package var total: Int?

  package init(
    current: Int? = nil,
    total: Int? = nil
  ) {
    self.current = current
    self.total = total
  }

  private enum CodingKeys: String, CodingKey {
    case current
    case total
  }
}

/// An error that ended a stream.
package struct ProgressError: Codable, Hashable, Sendable {
  package var code: Int?
  @Defaulted package var message: String = ""

  package init(
    code: Int? = nil,
    message: String = ""
  ) {
    self.code = code
    self.message = message
  }

  private enum CodingKeys: String, CodingKey {
    case code
    case message
  }
}

/// The last `aux` message of a push.
package struct PushResult: Codable, Hashable, Sendable {
  @Defaulted package var tag: String = ""
  @Defaulted package var digest: String = ""
  @Defaulted package var size: Int = 0

  package init(
    tag: String = "",
    digest: String = "",
    size: Int = 0
  ) {
    self.tag = tag
    self.digest = digest
    self.size = size
  }

  private enum CodingKeys: String, CodingKey {
    case tag = "Tag"
    case digest = "Digest"
    case size = "Size"
  }
}
