import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Both ends of what carries a child's standard output and error to this process's own.
struct OutputRelay {
  private struct Reader {
    let descriptor: Int32
    /// Where it goes on to: our standard output or error.
    let target: Int32
  }

  private var readers: [Reader] = []
  private(set) var childOutput: Int32 = -1
  private(set) var childErrors: Int32 = -1
  /// Our end of the child's terminal, where it has one.
  private(set) var terminal: Int32?

  init() throws(SystemError) {
    do throws(SystemError) {
      childOutput = try channel(to: STDOUT_FILENO)
      childErrors = try channel(to: STDERR_FILENO)
    } catch {
      close()
      throw error
    }
  }

  /// Whether the child, or what it left behind, may still write.
  var hasMore: Bool { !readers.isEmpty }

  /// Whether there is something to be read at once.
  var isReady: Bool {
    var waiting = readers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    return unsafe poll(&waiting, nfds_t(waiting.count), 0) > 0
  }

  private mutating func channel(to target: Int32) throws(SystemError) -> Int32 {
    guard isatty(target) == 1 else {
      let (reader, writer) = try Descriptors.makePipe()
      readers.append(Reader(descriptor: reader, target: target))
      return writer
    }
    // One terminal for both keeps what is written in its order.
    if terminal != nil { return fcntl(childOutput, F_DUPFD_CLOEXEC, 3) }
    let pair = try PseudoTerminal()
    let end = unsafe open(pair.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard end >= 0 else { throw .last("open", pair.path) }
    var modes = termios()
    _ = unsafe tcgetattr(end, &modes)
    unsafe cfmakeraw(&modes)
    _ = unsafe tcsetattr(end, TCSANOW, &modes)
    terminal = pair.master
    Self.copySize(to: pair.master)
    readers.append(Reader(descriptor: pair.master, target: target))
    return end
  }

  /// Gives a terminal the size of the one that this process writes to.
  static func copySize(to terminal: Int32) {
    var size = winsize()
    for own in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO]
    where unsafe ioctl(own, UInt(TIOCGWINSZ), &size) == 0 {
      _ = unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size)
      return
    }
  }

  /// Passes on what there is, after waiting for something for so many milliseconds.
  ///
  /// - Returns: whether more can come.
  mutating func pass(within milliseconds: Int32, to record: CappedText) -> Bool {
    guard hasMore else { return false }
    var waiting = readers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return true }
    for (reader, ready) in zip(readers, waiting) where ready.revents != 0 {
      guard let bytes = Descriptors.readNow(reader.descriptor) else {
        drop(reader.descriptor)
        continue
      }
      record.append(bytes)
      do throws(SystemError) {
        try AtomicFile.writeAll(bytes, to: reader.target, path: "output")
      } catch {
        // Whoever read it has gone: the child is to find that out by itself.
        drop(reader.descriptor)
      }
    }
    return hasMore
  }

  private mutating func drop(_ descriptor: Int32) {
    readers.removeAll { $0.descriptor == descriptor }
    if descriptor == terminal { terminal = nil }
    _ = systemClose(descriptor)
  }

  /// Closes the child's ends, which it now has itself.
  mutating func closeChildEnds() {
    for descriptor in [childOutput, childErrors] where descriptor >= 0 { _ = systemClose(descriptor) }
    (childOutput, childErrors) = (-1, -1)
  }

  mutating func close() {
    closeChildEnds()
    for reader in readers { _ = systemClose(reader.descriptor) }
    readers = []
    terminal = nil
  }
}

/// `close(2)`, under a name that the methods above do not shadow.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
