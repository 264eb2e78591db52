import Basics

/// Members that documents leave out when they are empty, and that docker's own types have all the same.
enum OmittedMember {
  private static let pointer = "<nil>"

  /// What a template sees of a member that an object has not; `nil` when docker's type has not it either.
  static func value(of name: String, in object: JSONObject) -> TemplateValue? {
    guard !object.keys.isEmpty, object.keys.allSatisfy({ $0.first?.isUppercase == true && !$0.contains(".") })
    else { return .absent(name, printed: "<no value>") }
    switch name {
    case "Health" where object["ExitCode"] != nil && object["Paused"] != nil,
      "SizeRw" where object["HostConfig"] != nil, "SizeRootFs" where object["HostConfig"] != nil,
      "Healthcheck" where object["Env"] != nil:
      return .absent(name, printed: pointer)
    case "Name" where object["Destination"] != nil, "Driver" where object["Destination"] != nil,
      "StopSignal" where object["Env"] != nil, "MacAddress" where object["Env"] != nil:
      return .json("")
    case "OnBuild" where object["Env"] != nil, "Shell" where object["Env"] != nil: return .json(.null)
    default: return nil
    }
  }
}
