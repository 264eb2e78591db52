import Basics
import OCI

/// Things on an engine, by what tells them apart.
package struct Belongings: Sendable, Hashable, Codable {
  /// 64 hexadecimal digits each.
  package var containers: Set<String> = []
  /// Full names with their tags; `sha256:` and 64 digits for an image that has none.
  package var images: Set<String> = []
  package var volumes: Set<String> = []
  package var networks: Set<String> = []

  package init() {}

  package var isEmpty: Bool { self == Belongings() }

  package mutating func formUnion(_ other: Belongings) {
    containers.formUnion(other.containers)
    images.formUnion(other.images)
    volumes.formUnion(other.volumes)
    networks.formUnion(other.networks)
  }

  /// The name of an image in full, however it was written.
  package static func fullName(_ text: String) -> String {
    (try? Reference(parsing: text).withDefaultTag.description) ?? text
  }
}

/// What a sitting knows of an engine of the learner's; kept beside the journal.
package struct OwnLedger: Sendable, Hashable, Codable {
  /// The engine that this is about.
  package var engine: String
  /// The containers that were there before the sitting: none of the lesson's business.
  package var former: Set<String>
  /// Containers that appeared later and that the learner chose to keep.
  package var kept: Set<String> = []
  /// What commands of the sitting have made.
  package var made = Belongings()
  /// The names of stand-ins that dojo has loaded: the lesson begins with them.
  package var loaded: Set<String> = []

  package init(engine: String, former: Set<String>) {
    self.engine = engine
    self.former = former
  }

  /// Nothing is known: everything on the engine counts as somebody else's.
  package static let unknown = Self(engine: "", former: [])

  /// All that is not somebody else's.
  package var ours: Belongings {
    var ours = made
    ours.images.formUnion(loaded)
    return ours
  }

  /// The containers that checks do not see.
  package var unseen: Set<String> { former.union(kept) }
}

/// One thing on an engine, as people know it.
package struct OwnThing: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case container, image, volume, network
    /// Something that only its command can name.
    case other
  }

  package let kind: Kind
  /// What docker knows it by.
  package let id: String
  package let name: String
  /// What else tells a person which one it is: a container's image and state.
  package var detail = ""

  package init(kind: Kind, id: String, name: String, detail: String = "") {
    self.kind = kind
    self.id = id
    self.name = name
    self.detail = detail
  }

  static let buildCache = Self(kind: .other, id: "", name: "build cache")

  /// What a person calls it.
  var called: Phrase {
    self == .buildCache ? Phrase(en: name, ja: "ビルドキャッシュ") : Phrase(verbatim: name)
  }
}

/// What a link or a command tells a sitting about the learner's own engine.
package enum OwnNote: Sendable, Hashable, Codable {
  /// Nothing new; what does the sitting know?
  case ask
  /// Nothing new; what is still there of what the sitting has made?
  case survey
  /// A command of the sitting has made these.
  case made(Belongings)
  /// The learner keeps these containers: checks are to look past them.
  case kept(Set<String>)
}

/// What a sitting knows of an engine, and what is left there of what it has made.
package struct OwnReport: Sendable, Hashable, Codable {
  package let ledger: OwnLedger
  package let left: [OwnThing]
}
