/// What the processes of a sandbox may use up, each or together.
package struct SandboxLimits: Sendable, Hashable, Codable {
  /// Seconds of processor time of one process; `nil` for no limit, as everywhere here.
  package var processorSeconds: Int?
  /// Bytes of address space of one process.
  package var addressSpace: Int?
  /// Processes at the same time.
  package var processes: Int?
  /// Open files of one process.
  package var openFiles: Int?
  /// Bytes of one file.
  package var fileSize: Int?

  package init(
    processorSeconds: Int? = nil, addressSpace: Int? = nil, processes: Int? = nil, openFiles: Int? = nil,
    fileSize: Int? = nil
  ) {
    self.processorSeconds = processorSeconds
    self.addressSpace = addressSpace
    self.processes = processes
    self.openFiles = openFiles
    self.fileSize = fileSize
  }

  /// The limits as `prlimit` wants them; no memory image is ever left behind.
  var words: [String] {
    let all = [
      ("cpu", processorSeconds), ("as", addressSpace), ("nproc", processes), ("nofile", openFiles),
      ("fsize", fileSize),
    ]
    let set = all.compactMap { name, value in value.map { "--\(name)=\($0)" } }
    return set.isEmpty ? [] : set + ["--core=0"]
  }
}
