import Basics
import DockerCLI
import Synchronization

/// The learner's files, with a record of what a docker command reads of them.
final class RecordedFiles: CommandFiles {
  private let own = OwnFiles()
  private let home: String?
  private let places = Mutex<[CarriedPlace]>([])

  init(home: String?) {
    self.home = home
  }

  /// What was read, if there was anything.
  var carried: [CarriedPlace]? { places.withLock { $0.isEmpty ? nil : $0 } }

  func read(_ path: String) throws(SystemError) -> [UInt8] {
    carry(path)
    return try own.read(path)
  }

  func pack(_ path: String, as name: String, to sink: ([UInt8]) async throws -> Void) async throws {
    carry(path)
    try await own.pack(path, as: name, to: sink)
  }

  func willShare(_ path: String) { carry(path) }

  private func carry(_ path: String) {
    guard let place = CarriedPlace(reading: path, home: home) else { return }
    places.withLock { $0.append(place) }
  }

  func write(_ bytes: [UInt8], to path: String) throws(SystemError) { try own.write(bytes, to: path) }

  func writePrivately(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try own.writePrivately(bytes, to: path)
  }

  func kind(of path: String) -> FileKind? { own.kind(of: path) }

  func unpack(
    _ members: [(member: ArchiveMember, content: ArraySlice<UInt8>)], into path: String
  ) throws(SystemError) {
    try own.unpack(members, into: path)
  }
}
