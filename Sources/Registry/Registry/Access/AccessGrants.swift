import Basics

/// What somebody may do.
struct AccessGrants: Hashable, Sendable {
  private(set) var entries: [AccessWish]

  init(_ entries: [AccessWish]) {
    self.entries = entries
  }

  /// Whether each action of each wish is granted.
  func cover(_ wishes: [AccessWish]) -> Bool {
    wishes.allSatisfy { wish in
      let granted = entries.filter { $0.type == wish.type && $0.name == wish.name }.flatMap(\.actions)
      return granted.contains(.all) || wish.actions.allSatisfy(granted.contains)
    }
  }

  /// Only what lets somebody look at repositories.
  var pullOnly: Self {
    Self(
      entries.compactMap { entry in
        guard entry.type == "repository", entry.actions.contains(.pull) || entry.actions.contains(.all) else {
          return nil
        }
        return .repository(entry.name, .pull)
      })
  }
}

extension AccessGrants {
  /// Reads the scopes of a token request: `repository:team/app:pull,push`, several of them with spaces between.
  ///
  /// What is no scope, and actions that nobody knows, grant nothing.
  init(scopes: [String]) {
    self.init(scopes.flatMap { $0.split(separator: " ") }.compactMap { AccessWish(scope: String($0)) })
  }

  /// Reads the `access` claim of a token; `nil` if it has another shape.
  init?(claim: JSONValue) {
    guard case .array(let items) = claim else { return nil }
    var entries: [AccessWish] = []
    for item in items {
      guard let type = item["type"]?.string, let name = item["name"]?.string,
        case .array(let actions)? = item["actions"]
      else { return nil }
      let known = actions.compactMap { $0.string.flatMap { AccessWish.Action(rawValue: $0) } }
      entries.append(AccessWish(type: type, name: name, actions: known))
    }
    self.init(entries)
  }

  var claim: JSONValue {
    .array(
      entries.map { entry in
        [
          "type": .string(entry.type), "name": .string(entry.name),
          "actions": .array(entry.actions.map { .string($0.rawValue) }),
        ]
      })
  }
}

extension AccessWish {
  /// Reads one scope; a name may hold colons, a type may have a class in parentheses.
  init?(scope: String) {
    let parts = scope.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3 else { return nil }
    type = String(parts[0].prefix { $0 != "(" })
    name = parts[1..<(parts.count - 1)].joined(separator: ":")
    actions = parts[parts.count - 1].split(separator: ",").compactMap { Action(rawValue: String($0)) }
    guard !type.isEmpty, !name.isEmpty else { return nil }
  }
}
