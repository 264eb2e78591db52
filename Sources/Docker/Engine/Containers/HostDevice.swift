import Basics
import DockerAPI

/// A device of the host that a container is to have: an entry of `Devices`.
struct HostDevice: Hashable, Sendable {
  /// Where it is on this computer.
  let source: String
  /// Where the container has it.
  let destination: String

  init(_ entry: JSONValue) {
    source = entry["PathOnHost"]?.string ?? ""
    let place = entry["PathInContainer"]?.string ?? ""
    destination = place.isEmpty ? source : place
  }

  static func all(in host: HostConfig) -> [HostDevice] { (host.devices ?? []).map(HostDevice.init) }

  /// Devices with which nobody can do any harm; a container of Docker's may use each of them anyhow.
  private static let harmless: Set = [
    "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty",
  ]

  /// Whether a practice machine gives containers this one, or can say what is wrong with it.
  func isOfPractice(on computer: any HostFolders) -> Bool {
    Self.harmless.contains(source) || problem(on: computer) != nil
  }

  /// Refuses what is no device, as late as Docker does.
  func requireDevice(on computer: any HostFolders) throws(EngineFault) {
    guard let problem = problem(on: computer) else { return }
    throw .system("error gathering device information while adding custom device \"\(source)\": \(problem)")
  }

  private func problem(on computer: any HostFolders) -> String? {
    guard !Self.harmless.contains(source) else { return nil }
    return switch computer.kind(ofDevice: source) {
    case nil: "no such file or directory"
    case .file?: "not a device node"
    default: nil
    }
  }

  /// Whether there is anything at all at the path of a device.
  static func exists(_ path: String, on computer: any HostFolders) -> Bool {
    harmless.contains(path) || computer.kind(ofDevice: path) != nil
  }
}

extension HostConfig {
  /// Refuses, as late as a container is started, devices that it cannot have.
  func requireDevices(on computer: any HostFolders) throws(EngineFault) {
    for device in HostDevice.all(in: self) { try device.requireDevice(on: computer) }
    for request in deviceRequests ?? [] {
      let capabilities = request["Capabilities"]?.array ?? []
      let sets = capabilities.map { set in
        "[" + (set.array ?? []).map { $0.string ?? "" }.joined(separator: " ") + "]"
      }
      throw .system(
        "could not select device driver \"\(request["Driver"]?.string ?? "")\" with capabilities: "
          + "[\(sets.joined(separator: " "))]")
    }
    let rates = [
      blkioWeightDevice, blkioDeviceReadBps, blkioDeviceWriteBps, blkioDeviceReadIOps, blkioDeviceWriteIOps,
    ]
    for rate in rates.flatMap({ $0 ?? [] }) {
      let path = rate["Path"]?.string ?? ""
      guard HostDevice.exists(path, on: computer) else {
        throw .system("stat \(path): no such file or directory")
      }
    }
  }

  /// Whether what a container does with disks is to be slowed down.
  var limitsDisks: Bool {
    let rates = [blkioDeviceReadBps, blkioDeviceWriteBps, blkioDeviceReadIOps, blkioDeviceWriteIOps]
    return rates.contains { !($0 ?? []).isEmpty }
  }
}
