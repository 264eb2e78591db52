import Basics
import DockerAPI
import Shell

/// The kernel settings that a container has for its own network: `--sysctl`.
struct KernelSettings: Hashable, Sendable {
  /// Files below `/proc/sys`, and what is written to each.
  let settings: [KernelSetting]

  /// - Throws: `EngineFault` in the words of Docker's runtime for a setting that there is not, or that takes no such value.
  init(of container: Container) throws(EngineFault) {
    let named = container.hostConfig.kernelSettings
    var settings: [KernelSetting] = []
    for name in named?.sortedKeys ?? [] {
      guard !container.isOnHostNetwork else {
        throw .badParameter(
          "failed to create shim task: OCI runtime create failed: runc create failed: "
            + "sysctl \"\(name)\" not allowed in host network namespace: unknown")
      }
      let setting = KernelSetting(
        path: "/proc/sys/" + name.split(separator: ".").joined(separator: "/"), value: named?[name] ?? "")
      guard let now = try? FileBytes.read(setting.path) else {
        throw ContainerProgram.fault("open \(setting.path): no such file or directory")
      }
      guard
        Self.words(now).contains(where: { Int($0) == nil })
          || Self.words(Array(setting.value.utf8)).allSatisfy({ Int($0) != nil })
      else { throw ContainerProgram.fault("write \(setting.path): invalid argument") }
      settings.append(setting)
    }
    self.settings = settings
  }

  private static func words(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { Substring(String($0)) }
  }

  /// Sets them in a network that is there.
  func apply(in process: Int32, with tools: ContainerTools) throws(EngineFault) {
    guard settings.isEmpty || LiveChild.set(settings, inNetworkOf: process, with: tools) else {
      throw ContainerProgram.fault("write \(settings.map(\.path).joined(separator: ", ")): permission denied")
    }
  }

  /// The same for a room that waits for it, and ends when it cannot be done.
  func furnishing(
    after furnish: (@Sendable (Int32) -> Void)?, with tools: ContainerTools
  ) -> (@Sendable (Int32) -> Void)? {
    guard !settings.isEmpty else { return furnish }
    return { [settings] process in
      furnish?(process)
      if !LiveChild.set(settings, inNetworkOf: process, with: tools) { LiveChild.end(process) }
    }
  }
}
