import Basics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where a machine keeps what it is made of.
struct MachineFolder: Sendable {
  let path: String

  var state: String { "\(stateFiles).json" }
  /// The path of the files that hold the state, without what follows the dot.
  var stateFiles: String { "\(path)/state" }
  /// The machine's `/etc/docker/daemon.json`.
  var daemonConfiguration: String { "\(path)/daemon.json" }
  var images: String { "\(path)/images" }
  private var containers: String { "\(path)/containers" }
  private var volumes: String { "\(path)/volumes" }

  func container(_ id: String) -> String { "\(containers)/\(id)" }
  func log(of id: String) -> String { "\(container(id))/\(id)-json.log" }
  /// A container's file system, once one of its processes has run.
  func root(of id: String) -> String { "\(container(id))/root" }
  /// A file of `/etc` that a container has from its engine.
  func own(_ file: String, of id: String) -> String { "\(container(id))/\(file)" }
  /// Where a container's file system in memory is put, for its own programs.
  func memory(_ number: Int, of id: String) -> String { "\(container(id))/memory/\(number)" }
  /// What the programs of a container share under `/dev/shm`, unless that is a file system of its own.
  func sharedMemory(of id: String) -> String { "\(container(id))/shm" }
  func volume(_ name: String) -> String { "\(volumes)/\(name)" }
  func data(of volume: String) -> String { "\(self.volume(volume))/_data" }

  /// The folders that hold those of containers and of volumes.
  var parentsOfTrees: [String] { [containers, volumes] }

  /// Where programs of containers have written, by paths relative to the machine's folder.
  var trees: [String] {
    Folders.names(in: containers).flatMap { ["containers/\($0)/root", "containers/\($0)/shm"] }
      + Folders.names(in: volumes).map { "volumes/\($0)/_data" }
  }

  func makeContainer(_ id: String) throws(EngineFault) {
    try make(container(id))
  }

  func makeVolume(_ name: String) throws(EngineFault) {
    let data = data(of: name)
    do throws(SystemError) {
      try Folders.create(data, exactly: 0o755)
    } catch {
      throw .system("mkdir \(data): \(error.reason)")
    }
  }

  /// Bytes of all files in a volume.
  func size(ofVolume name: String) -> Int {
    let root = data(of: name)
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return files.reduce(0) { total, file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(root)/\(file)")
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { return total }
      return total + (attributes?[.size] as? Int ?? 0)
    }
  }

  /// Makes a folder and those above it.
  func make(_ path: String) throws(EngineFault) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .system("mkdir \(path): \(Self.reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    (error as? CocoaError)?.code == .fileWriteNoPermission
      ? "permission denied" : "file exists or cannot be made"
  }
}
