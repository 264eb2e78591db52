#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The docker CLI that Docker ships, where it is installed.
enum RealDocker {
  static let path = "/usr/local/bin/docker"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: path)
  static let reason = "the real docker CLI is not installed at \(path)"
}
