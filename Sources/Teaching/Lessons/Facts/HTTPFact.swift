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
