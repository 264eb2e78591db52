import Basics
import HTTPServer

/// Decides who may do what with a registry.
package protocol AccessGate: Sendable {
  /// Lets a request in.
  ///
  /// - Throws: `RegistryFailure.unauthorized` with the challenge that says how to ask.
  func admit(_ request: HTTPRequest, for wishes: [AccessWish]) async throws(RegistryFailure) -> Visitor

  /// Answers a request outside the distribution API that is the gate's own, for a token say; `nil` for any other.
  func answer(_ request: HTTPRequest) async -> HTTPReply?
}

extension AccessGate {
  package func answer(_ request: HTTPRequest) async -> HTTPReply? { nil }
}

/// Who a request comes from, as far as the registry wanted to know.
package enum Visitor: Hashable, Sendable {
  /// Nobody asked.
  case unknown
  /// Somebody without a name who may pull.
  case anonymous
  case named(String)
  /// Somebody who was turned away, for a reason that is for the log only; with the name they gave, if it was wrong.
  case refused(name: String?, reason: String)
}

/// One thing that a request needs permission for; the words are those of the distribution project's token scopes.
package struct AccessWish: Hashable, Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case pull, push, delete
    /// Everything there is to do with a thing, as for the catalog.
    case all = "*"
  }

  /// `repository` or `registry`.
  package let type: String
  package let name: String
  package let actions: [Action]

  /// The form in which a scope says it: `repository:team/app:pull,push`.
  package var scope: String { "\(type):\(name):\(actions.map(\.rawValue).joined(separator: ","))" }
}

extension AccessWish {
  static func repository(_ path: String, _ actions: Action...) -> Self {
    Self(type: "repository", name: path, actions: actions)
  }

  static let catalog = Self(type: "registry", name: "catalog", actions: [.all])

  /// Whether it only looks at one repository.
  var isPull: Bool { type == "repository" && actions == [.pull] }

  /// As the error body tells it: one entry for each action.
  var details: [JSONValue] {
    actions.map { action in
      ["Type": .string(type), "Class": "", "Name": .string(name), "Action": .string(action.rawValue)]
    }
  }
}
