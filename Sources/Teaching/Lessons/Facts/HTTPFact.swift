import Basics

/// A GET request is answered like this.
///
/// ```yaml
/// http: "http://localhost:5000/v2/"                                    # status 200
/// http: {get: "http://localhost:5000/v2/", status: 200}
/// http: {get: "http://localhost:5000/v2/_catalog", json: {"repositories[*]": testimage}}
/// http: {get: "http://localhost:5000/", status: none}                   # nobody answers
/// ```
package struct HTTPFact: Sendable, Hashable {
  /// An absolute `http` or `https` URL, as the fact's machine would ask for it.
  package var url: String
  package var status: Status
  package var body: TextPattern?
  /// Paths into the JSON answer with what must stand there; any match of a path with `[*]` will do.
  package var json: [String: TextPattern]

  package init(
    url: String, status: Status = .code(200), body: TextPattern? = nil, json: [String: TextPattern] = [:]
  ) {
    self.url = url
    self.status = status
    self.body = body
    self.json = json
  }

  /// What kind of answer comes.
  package enum Status: Sendable, Hashable {
    /// Exactly this status: `200` in YAML.
    case code(Int)
    /// Any status of this hundred: `2xx` in YAML is `.family(2)`.
    case family(Int)
    /// Any answer at all: `any` in YAML.
    case anything
    /// No HTTP answer: `none` in YAML.
    case noAnswer
  }
}

extension HTTPFact: YAMLReadable {
  static var expected: Phrase {
    Phrase(
      en: "an `http://` address, or `{get: ADDRESS, status: 200}`",
      ja: "`http://` のアドレス、または `{get: ADDRESS, status: 200}` ")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "get", expecting: Self.expected) else { return nil }
    let url: HTTPAddress? = fields.required("get")
    let (status, body): (Status?, TextPattern?) = (fields["status"], fields["body"])
    let json: [String: TextPattern] = fields.table("json")
    fields.finish()
    guard let url else { return nil }
    self.init(url: url.text, status: status ?? .code(200), body: body, json: json)
  }
}

extension HTTPFact.Status: YAMLScalar {
  static var expected: Phrase {
    Phrase(
      en: "a status such as `200` or `2xx`, `any` or `none`", ja: "`200` や `2xx` のようなステータス、`any`、`none` のどれか")
  }

  init?(yaml text: String) {
    switch text {
    case "any": self = .anything
    case "none": self = .noAnswer
    default:
      if text.hasSuffix("xx"), let family = Int(text.dropLast(2)), (1...5).contains(family) {
        self = .family(family)
      } else if let code = Int(text), (100...599).contains(code) {
        self = .code(code)
      } else {
        return nil
      }
    }
  }
}

/// An absolute `http` or `https` address.
private struct HTTPAddress: YAMLScalar {
  static var expected: Phrase {
    Phrase(en: "an address that starts with `http://` or `https://`", ja: "`http://` か `https://` で始まるアドレス")
  }
  let text: String

  init?(yaml text: String) {
    let rest = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard rest.count == 2, rest[0] == "http" || rest[0] == "https", let first = rest[1].first else {
      return nil
    }
    guard first != "/", !text.contains(where: { $0.isWhitespace || $0 == "{" }) else { return nil }
    self.text = text
  }
}
