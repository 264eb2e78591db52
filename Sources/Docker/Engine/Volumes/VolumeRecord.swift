import Basics
import DockerAPI

/// A volume of a practice machine, as it is kept on disk.
struct VolumeRecord: Codable, Hashable, Sendable {
  let name: String
  private let creation: StoredTime
  let labels: [String: String]?
  let options: [String: String]?
  /// Whether Docker made up its name, for a container or for `docker volume create`.
  let isAnonymous: Bool

  init(
    name: String, created: Timestamp, labels: [String: String]?, options: [String: String]?, isAnonymous: Bool
  ) {
    self.name = name
    creation = StoredTime(created)
    self.labels = labels
    self.options = options
    self.isAnonymous = isAnonymous
  }

  /// Where Docker would keep it; what learners see.
  var mountpoint: String { "/var/lib/docker/volumes/\(name)/_data" }

  var document: Volume {
    Volume(
      createdAt: creation.time.wholeSecondText, labels: labels.map { Labels($0) }, mountpoint: mountpoint,
      name: name, options: options.map { Labels($0) })
  }

  private static let longestFileName = 255

  /// Refuses names that Docker's local driver refuses.
  static func requireName(_ name: String) throws(EngineFault) {
    let scalars = Array(name.unicodeScalars)
    guard scalars.count >= 2, scalars[0].isWordStart, scalars.allSatisfy(\.isWordPart) else {
      let reason =
        scalars.count == 1
        ? "volume name is too short, names should be at least two alphanumeric characters"
        : "\"\(name)\" includes invalid characters for a local volume name, only "
          + "\"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"
      throw .badParameter("create \(name): \(reason)")
    }
    guard name.utf8.count <= longestFileName else {
      let place = "/var/lib/docker/volumes/\(name)"
      throw .system(
        "create \(name): error while creating volume root path '\(place)': mkdir \(place): file name too long"
      )
    }
  }
}
