import Basics

/// How one practice image is made: what a Dockerfile would say, with the files written out.
package struct ImageRecipe: Sendable {
  /// The names under which the image is offered, as people type them: `registry:2.7.1`.
  package let names: [String]
  /// When the image claims to have been built, RFC 3339.
  package let created: String
  /// The settings that containers of this image inherit.
  package let settings: Settings
  package let steps: [Step]

  /// The part of an image's config that containers inherit.
  package struct Settings: Sendable {
    package var environment: [String] = []
    package var entrypoint: [String]?
    package var command: [String]?
    package var exposedPorts: [String] = []
    package var volumes: [String] = []
    package var workingDirectory = ""
    package var stopSignal: String?
    package var labels: [(String, String)] = []
  }

  /// One line of the image's history.
  package enum Step: Sendable {
    /// A step that made a layer.
    case layer(by: String, Layer)
    /// A step that changed settings only.
    case note(by: String)
  }

  /// The files of one layer and when they were put there (seconds since 1970).
  package struct Layer: Sendable {
    package let modificationTime: Int
    package let entries: [TarArchive.Entry]

    package init(at modificationTime: Int, _ entries: [TarArchive.Entry]) {
      self.modificationTime = modificationTime
      self.entries = entries
    }

    func archive() throws(TarArchive.FieldOverflow) -> [UInt8] {
      try TarArchive(modificationTime: modificationTime, entries: entries).bytes()
    }
  }
}

extension ImageRecipe.Settings {
  /// The settings in the spelling of an image config, Docker's fields in Docker's order.
  var json: JSONValue {
    var object = JSONObject([
      ("Hostname", ""), ("Domainname", ""), ("User", ""), ("AttachStdin", false), ("AttachStdout", false),
      ("AttachStderr", false),
    ])
    if !exposedPorts.isEmpty { object["ExposedPorts"] = Self.set(exposedPorts) }
    object["Tty"] = false
    object["OpenStdin"] = false
    object["StdinOnce"] = false
    object["Env"] = Self.list(environment)
    object["Cmd"] = command.map(Self.list) ?? .null
    object["Image"] = ""
    object["Volumes"] = volumes.isEmpty ? .null : Self.set(volumes)
    object["WorkingDir"] = .string(workingDirectory)
    object["Entrypoint"] = entrypoint.map(Self.list) ?? .null
    object["OnBuild"] = .null
    object["Labels"] = .object(JSONObject(labels.map { ($0.0, .string($0.1)) }))
    if let stopSignal { object["StopSignal"] = .string(stopSignal) }
    return .object(object)
  }

  private static func list(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  private static func set(_ texts: [String]) -> JSONValue {
    .object(JSONObject(texts.map { ($0, .object(JSONObject())) }))
  }
}
