import Basics
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommandEnvironment {
  /// The environment of this process: its files, its terminal, its clock and its signals.
  package static func ofProcess() -> Self {
    var environment = Self(
      variables: OwnProcess.variables(), workingFolder: OwnProcess.folder(),
      input: FileInput(descriptor: STDIN_FILENO),
      output: FileOutput(descriptor: STDOUT_FILENO), errors: FileOutput(descriptor: STDERR_FILENO),
      now: { .now() }, timeZone: TimeZoneRule { systemOffset(at: $0) }, signals: ProcessSignals())
    environment.isAlone = true
    return environment
  }
}

private func systemOffset(at seconds: Int) -> (seconds: Int, name: String) {
  var moment = time_t(seconds)
  var local = unsafe tm()
  guard unsafe localtime_r(&moment, &local) != nil else { return (0, "UTC") }
  let name = unsafe local.tm_zone.map { unsafe String(cString: $0) } ?? "UTC"
  return unsafe (Int(local.tm_gmtoff), name)
}

/// An output that is a file of this process.
struct FileOutput: OutputChannel {
  let descriptor: Int32

  var terminal: TerminalSize? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return TerminalSize(columns: 80, rows: 24)
    }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  func write(_ bytes: [UInt8]) {
    do throws(SystemError) {
      try AtomicFile.writeAll(bytes, to: descriptor, path: "output")
    } catch  where error.code == EPIPE {
      // The event loop has SIGPIPE ignored; a reader that has gone must still end the command, `docker logs -f | head`.
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    } catch {
      // Nobody can be told any more.
    }
  }
}
