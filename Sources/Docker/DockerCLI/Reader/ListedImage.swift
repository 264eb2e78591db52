import Basics

/// A row of `docker images`: an image under one of its names.
package struct ListedImage: Hashable, Sendable {
  /// Hexadecimal, cut to twelve digits unless the command asked for all.
  package let id: String
  /// As the list shows it: `nginx`, `localhost:5000/web`; `nil` for an image without a name.
  package let repository: String?
  package let tag: String?
  /// For people: `24.8MB`.
  package let size: String

  package init(id: String, repository: String?, tag: String?, size: String = "") {
    self.id = id
    self.repository = repository
    self.tag = tag
    self.size = size
  }

  /// Docker's row has one name, podman's may list several.
  static func rows(_ row: JSONValue) throws(DockerOutputError) -> [Self] {
    let id = try row.requiredID()
    let size = row["Size"]?.string ?? row["Size"]?.int.map { Units.size($0, digits: 3) } ?? ""
    if let repository = row.first("Repository", "repository")?.string {
      let tag = row.first("Tag", "tag")?.string
      return [Self(id: id, repository: named(repository), tag: tag.flatMap(named), size: size)]
    }
    let names = row.first("RepoTags", "Names")?.textList ?? []
    guard !names.isEmpty else { return [Self(id: id, repository: nil, tag: nil, size: size)] }
    return names.map(PodmanName.plain).map { name in
      let colon = name.lastIndex(of: ":").flatMap { name[$0...].contains("/") ? nil : $0 }
      let repository = colon.map { String(name[..<$0]) } ?? name
      let tag = colon.map { String(name[name.index(after: $0)...]) }
      return Self(id: id, repository: named(repository), tag: tag.flatMap(named), size: size)
    }
  }

  private static func named(_ text: String) -> String? {
    text == "<none>" || text.isEmpty ? nil : text
  }
}

/// Names of images as podman has them.
enum PodmanName {
  /// A name that says no registry, as it was given: podman files what has none under `localhost`.
  static func plain(_ name: String) -> String {
    name.hasPrefix("localhost/") ? String(name.dropFirst("localhost/".utf8.count)) : name
  }
}
