import Basics
import DockerAPI

extension EventMessage {
  /// An event of a container; its labels, image and name go with it.
  static func container(
    _ action: String, _ container: Container, _ more: [String: String] = [:], at now: Timestamp
  ) -> EventMessage {
    var attributes = container.labels
    attributes["image"] = container.config.image
    attributes["name"] = container.name.text
    attributes.merge(more) { _, new in new }
    return EventMessage(
      status: action, id: container.id, from: container.config.image, type: "container", action: action,
      actor: EventActor(id: container.id, attributes: Labels(attributes)),
      time: now.seconds, timeNano: now.totalNanoseconds)
  }

  /// An event of anything else; images also carry the older members.
  package static func other(
    _ type: String, _ action: String, id: String, _ attributes: [String: String] = [:], at now: Timestamp
  ) -> EventMessage {
    let isOldKind = type == "image" || type == "container"
    return EventMessage(
      status: isOldKind ? action : nil, id: isOldKind && !id.isEmpty ? id : nil, type: type, action: action,
      actor: EventActor(id: id, attributes: Labels(attributes)),
      time: now.seconds, timeNano: now.totalNanoseconds)
  }
}
