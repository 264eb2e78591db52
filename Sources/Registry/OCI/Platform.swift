/// The kind of machine an image runs on.
package struct Platform: Hashable, Sendable, Codable, CustomStringConvertible {
  package var architecture: String
  package var os: String
  package var variant: String?

  package init(os: String = "linux", architecture: String, variant: String? = nil) {
    self.architecture = architecture
    self.os = os
    self.variant = variant
  }

  /// The platform of containers on this computer: Linux on its own processor.
  package static var current: Self {
    #if arch(arm64)
      Self(architecture: "arm64", variant: "v8")
    #else
      Self(architecture: "amd64")
    #endif
  }

  package var description: String { [os, architecture, variant].compactMap(\.self).joined(separator: "/") }

  /// Whether an image for `other` runs here; a missing variant matches every one.
  package func runs(_ other: Self) -> Bool {
    os == other.os && architecture == other.architecture
      && (variant == nil || other.variant == nil || variant == other.variant)
  }
}
