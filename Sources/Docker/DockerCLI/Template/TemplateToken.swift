/// A word of a template's action.
struct TemplateToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case field(String)
    case variable(String)
    case identifier(String)
    case string(String)
    case number(String)
    case character(Unicode.Scalar)
    case dot
    case pipe
    case comma
    case declare
    case assign
    case openParenthesis
    case closeParenthesis
    case space
    case end
    /// A character that means nothing in an action.
    case other
    /// What could not be read: told only when the parser comes to it, as Go does.
    case failure(TemplateError)
  }

  let kind: Kind
  let source: String
  let place: TemplatePlace
}
