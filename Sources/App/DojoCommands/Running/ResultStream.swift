import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where results go: standard output, which in JSON belongs to dojo alone.
struct ResultStream {
  let descriptor: Int32

  /// With JSON the learner's commands, which share our streams, write to standard error instead.
  init(format: OutputFormat) throws(SystemError) {
    guard format == .json else {
      descriptor = STDOUT_FILENO
      return
    }
    descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
      throw .last("dup", "standard output")
    }
  }
}
