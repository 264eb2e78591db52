#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A value for a file below `/proc/sys`.
package struct KernelSetting: Sendable, Hashable {
  package let path: String
  package let value: String

  package init(path: String, value: String) {
    self.path = path
    self.value = value
  }
}

extension LiveChild {
  /// Sets what a network has for itself, with the rights of whoever made it; from a thread that may wait.
  ///
  /// - Returns: Whether the kernel took all of it.
  package static func set(
    _ settings: [KernelSetting], inNetworkOf process: Int32, with tools: ContainerTools
  ) -> Bool {
    waitForUsers(of: process)
    return settings.allSatisfy { setting in
      finish([
        tools.nsenter, "--preserve-credentials", "-t", "\(process)", "-U", "-n", "--", tools.busybox, "sh",
        "-c",
        #"echo "$1" >"$2""#, "sh", setting.value, setting.path,
      ]) == 0
    }
  }

  /// Ends a room whose program has not begun.
  package static func end(_ process: Int32) { _ = kill(process, SIGKILL) }
}
