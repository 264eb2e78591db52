import Basics
import Lessons

extension ConditionJudge {
  func judge(_ fact: HTTPFact, on machine: Machine.ID) async throws -> Finding {
    let reply = try await observations.reply(to: fact.url, on: machine)
    let isMet = fact.accepts(reply)
    return Finding(
      isMet ? .passed : .failed, expected: fact.expected(on: name(of: machine)), found: fact.found(reply),
      evidence: Evidence(answers: [AnswerSighting(reply, url: fact.url, machine: machine)]),
      usual: fact.usualCause(of: reply))
  }
}

extension HTTPFact {
  func accepts(_ reply: HTTPObservation) -> Bool {
    guard case .answered(let answer) = reply else { return status == .noAnswer }
    return hasStatus(answer.status) && hasBody(answer.body)
  }

  func hasStatus(_ code: Int) -> Bool {
    switch status {
    case .code(let wanted): code == wanted
    case .family(let hundred): code / 100 == hundred
    case .anything: true
    case .noAnswer: false
    }
  }

  private func hasBody(_ text: String) -> Bool {
    if let body, !body.matches(text) { return false }
    guard !json.isEmpty else { return true }
    guard let document = try? JSONValue(parsing: text) else { return false }
    return document.hasAll(json)
  }
}

extension AnswerSighting {
  init(_ reply: HTTPObservation, url: String, machine: Machine.ID) {
    switch reply {
    case .answered(let answer):
      let text = String(answer.body.prefix(Self.longestText))
      self.init(machine: machine, url: url, status: answer.status, text: text)
    case .silent(let reason):
      self.init(machine: machine, url: url, status: nil, text: reason)
    }
  }
}
