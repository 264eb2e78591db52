/// A message of `GET /events`.
///
/// The first three members are an older form, which the engine still sends for containers and images.
package struct EventMessage: Codable, Hashable, Sendable {
  package var status: String?
  package var id: String?
  package var from: String?
  @Defaulted package var type: String = ""
  @Defaulted package var action: String = ""
  @Defaulted package var actor: EventActor = EventActor()
  @Defaulted package var scope: String = "local"
  /// Seconds since 1970.
  @Defaulted package var time: Int = 0
  /// Nanoseconds since 1970.
  @Defaulted package var timeNano: Int = 0

  package init(
    status: String? = nil,
    id: String? = nil,
    from: String? = nil,
    type: String = "",
    action: String = "",
    actor: EventActor = EventActor(),
    scope: String = "local",
    time: Int = 0,
    timeNano: Int = 0
  ) {
    self.status = status
    self.id = id
    self.from = from
    self.type = type
    self.action = action
    self.actor = actor
    self.scope = scope
    self.time = time
    self.timeNano = timeNano
  }

  private enum CodingKeys: String, CodingKey {
    case status
    case id
    case from
    case type = "Type"
    case action = "Action"
    case actor = "Actor"
    case scope
    case time
    case timeNano
  }
}

/// Who an event is about, and what else is known of it.
package struct EventActor: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var id: String = ""
  @Defaulted package var attributes: Labels = [:]

  package init() {}

  package init(
    id: String = "",
    attributes: Labels = [:]
  ) {
    self.id = id
    self.attributes = attributes
  }

  private enum CodingKeys: String, CodingKey {
    case id = "ID"
    case attributes = "Attributes"
  }
}
