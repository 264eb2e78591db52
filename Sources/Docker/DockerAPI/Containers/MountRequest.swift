import Basics

/// A mount asked for with `--mount`.
package struct MountRequest: Codable, Hashable, Sendable {
  @Defaulted package var type: String = ""
  package var source: String?
  @Defaulted package var target: String = ""
  package var isReadOnly: Bool?
  package var consistency: String?
  package var bindOptions: JSONValue?
  package var volumeOptions: JSONValue?
  package var memoryOptions: MemoryOptions?

  package init(
    type: String = "",
    source: String? = nil,
    target: String = "",
    isReadOnly: Bool? = nil
  ) {
    self.type = type
    self.source = source
    self.target = target
    self.isReadOnly = isReadOnly
  }

  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case source = "Source"
    case target = "Target"
    case isReadOnly = "ReadOnly"
    case consistency = "Consistency"
    case bindOptions = "BindOptions"
    case volumeOptions = "VolumeOptions"
    case memoryOptions = "TmpfsOptions"
  }

  /// How a memory file system is to be.
  package struct MemoryOptions: Codable, Hashable, Sendable {
    /// Bytes; none is without limit.
    package var size: Int?
    /// Permissions of its root folder.
    package var mode: Int?

    package init(size: Int? = nil, mode: Int? = nil) {
      self.size = size
      self.mode = mode
    }

    private enum CodingKeys: String, CodingKey {
      case size = "SizeBytes"
      case mode = "Mode"
    }
  }
}
