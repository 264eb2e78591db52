/// One repository that a search of Docker Hub has found.
package struct FoundImage: Codable, Hashable, Sendable {
  @Defaulted package var stars: Int = 0
  @Defaulted package var isOfficial: Bool = false
  @Defaulted package var name: String = ""
  @Defaulted package var isAutomated: Bool = false
  @Defaulted package var description: String = ""

  package init(name: String, description: String, stars: Int = 0, isOfficial: Bool = false) {
    self.name = name
    self.description = description
    self.stars = stars
    self.isOfficial = isOfficial
  }

  private enum CodingKeys: String, CodingKey {
    case stars = "star_count"
    case isOfficial = "is_official"
    case name
    case isAutomated = "is_automated"
    case description
  }
}
