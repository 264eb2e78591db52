/// Why a text names no image; `description` is docker's message.
package enum ReferenceError: Error, Equatable, Sendable, CustomStringConvertible {
  case invalidFormat(String)
  /// The repository path, as docker names it in the message: `library/Alpine`.
  case notLowercase(String)
  case nameTooLong(String)
  case invalidTag(String)
  case hexadecimalName(String)
  case invalidDigest(DigestError)

  package var description: String {
    switch self {
    case .invalidFormat, .invalidTag: "invalid reference format"
    case .notLowercase(let path):
      "invalid reference format: repository name (\(path)) must be lowercase"
    case .nameTooLong: "repository name must not be more than 255 characters"
    case .hexadecimalName(let name):
      "invalid repository name (\(name)), cannot specify 64-byte hexadecimal strings"
    case .invalidDigest(let error): error.description
    }
  }
}
