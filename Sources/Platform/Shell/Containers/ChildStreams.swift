import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Both ends of what connects us with a child in a room.
struct ChildStreams {
  /// Where we write what it reads; -1 when it reads nothing.
  private(set) var input: Int32 = -1
  private var outputs: [(descriptor: Int32, stream: LiveChild.Stream)] = []
  private let status: Int32
  /// What the room's program waits for the end of; -1 when it waits for nothing.
  private var gate: Int32 = -1
  /// The size that the child's terminal is to have; `nil` when it has none.
  private let size: WindowSize?
  /// The room's end of a terminal in the room, held so that our end goes on when nobody in there has it open.
  private var heldEnd: Int32 = -1
  private var statusText: [UInt8] = []
  private var isStatusOver = false
  /// What was written before anybody was told.
  private var early: [(LiveChild.Stream, [UInt8])] = []
  /// The child's ends, in the order of its descriptors.
  private var theirs: [Int32] = []

  init(_ connection: LiveChild.Connection, hasGate: Bool) throws(SystemError) {
    let (statusReader, statusWriter) = try Descriptors.makePipe()
    status = statusReader
    size = if case .terminal(let size) = connection { size } else { nil }
    do throws(SystemError) {
      switch connection {
      case .pipes(let takesInput): try addPipes(takesInput: takesInput)
      case .terminal(let size): try addTerminal(size)
      }
    } catch {
      _ = systemClose(statusWriter)
      close()
      throw error
    }
    theirs.append(statusWriter)
    if hasGate {
      let (reader, writer) = try Descriptors.makePipe()
      theirs.append(reader)
      gate = writer
    }
    for descriptor in outputs.map(\.descriptor) + [input, status] where descriptor >= 0 {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  private mutating func addPipes(takesInput: Bool) throws(SystemError) {
    if takesInput {
      let (reader, writer) = try Descriptors.makePipe()
      theirs.append(reader)
      input = writer
    } else {
      theirs.append(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC))
    }
    for stream in [LiveChild.Stream.output, .error] {
      let (reader, writer) = try Descriptors.makePipe()
      outputs.append((reader, stream))
      theirs.append(writer)
    }
  }

  private mutating func addTerminal(_ size: WindowSize) throws(SystemError) {
    let terminal = try PseudoTerminal()
    outputs = [(terminal.master, .output)]
    if size.rows > 0, size.columns > 0 { terminal.resize(to: size) }
    // Not as our own terminal: the child makes it its own.
    let end = unsafe open(terminal.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard end >= 0 else { throw .last("open", terminal.path) }
    theirs = [end, fcntl(end, F_DUPFD_CLOEXEC, 0), fcntl(end, F_DUPFD_CLOEXEC, 0)]
    input = fcntl(terminal.master, F_DUPFD_CLOEXEC, 0)
  }

  /// Closes all but our end of its input, which has another owner.
  mutating func close() {
    for descriptor in theirs + outputs.map(\.descriptor) + [status, gate, heldEnd] where descriptor >= 0 {
      _ = systemClose(descriptor)
    }
    theirs = []
    gate = -1
    heldEnd = -1
    outputs = []
  }

  /// Starts a command line that finds its ends in their places, in a session of its own and with no variables.
  mutating func spawn(_ words: [String]) throws(SystemError) -> pid_t {
    defer {
      for descriptor in theirs { _ = systemClose(descriptor) }
      theirs = []
    }
    return try unsafe Spawn.startSession(words, variables: [], keeping: Int32(theirs.count)) {
      [theirs] actions in
      for (place, descriptor) in theirs.enumerated() {
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place))
      }
    }
  }
}

extension ChildStreams {
  /// Waits until the room's program has replaced bubblewrap.
  ///
  /// - Parameters:
  ///   - words: What was written until then.
  ///   - furnish: What is done in the room before its program starts.
  /// - Returns: the number of the room's first process; `nil` when there is no room, with what was said in `words`.
  mutating func roomProcess(keeping words: inout [UInt8], furnish: (Int32) -> Void) -> Int32? {
    while number(of: "child-pid") == nil, !isStatusOver { collect(within: -1) }
    let process = number(of: "child-pid")
    if gate >= 0 {
      if let process { furnish(process) }
      _ = systemClose(gate)
      gate = -1
    }
    while let process, !isStatusOver, Self.isBubblewrap(process) { collect(within: 1) }
    guard isStatusOver else {
      if let process { moveTerminal(into: process) }
      return process
    }
    collect(within: 0)
    words = early.flatMap(\.1)
    let isRefused = words.starts(with: Array("bwrap: ".utf8)) && (exitCode ?? 1) == 1
    return isRefused || process == nil ? nil : process
  }

  /// Gives the child a terminal of the room's own, for which its program waits: `tty` finds it in the room's `/dev/pts`.
  ///
  /// Where that cannot be done it keeps the one that it was started on.
  private mutating func moveTerminal(into process: Int32) {
    guard let size, let terminal = try? PseudoTerminal(in: "/proc/\(process)/root/dev/pts") else { return }
    heldEnd = unsafe open(terminal.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    if size.rows > 0, size.columns > 0 { terminal.resize(to: size) }
    outputs.append((terminal.master, .output))
    if input >= 0 { _ = systemClose(input) }
    input = fcntl(terminal.master, F_DUPFD_CLOEXEC, 0)
    for descriptor in [terminal.master, input] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// The code that the room's program ended with; `nil` before.
  var exitCode: Int32? { number(of: "exit-code") }

  /// Hands over everything that is written until the room is gone.
  mutating func forEachPiece(_ take: (LiveChild.Stream, [UInt8]) -> Void, whenOver: () -> Void) {
    while !isStatusOver {
      for (stream, bytes) in early { take(stream, bytes) }
      early = []
      collect(within: -1)
    }
    whenOver()
    var wasEmpty = false
    while !wasEmpty {
      collect(within: 0)
      wasEmpty = early.isEmpty
      for (stream, bytes) in early { take(stream, bytes) }
      early = []
    }
  }

  /// Takes what there is, after waiting for something for so many milliseconds.
  private mutating func collect(within milliseconds: Int32) {
    var waiting = outputs.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    if !isStatusOver { waiting.append(pollfd(fd: status, events: Int16(POLLIN), revents: 0)) }
    guard unsafe poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return }
    var closed: [Int32] = []
    for ready in waiting where ready.revents != 0 {
      let bytes = Descriptors.readNow(ready.fd)
      if ready.fd == status {
        statusText += bytes ?? []
        isStatusOver = bytes == nil
      } else if let bytes {
        let stream = outputs.first { $0.descriptor == ready.fd }?.stream ?? .output
        if !bytes.isEmpty { early.append((stream, bytes)) }
      } else {
        closed.append(ready.fd)
      }
    }
    for descriptor in closed {
      outputs.removeAll { $0.descriptor == descriptor }
      _ = systemClose(descriptor)
    }
  }

  /// A number in the documents of bubblewrap so far.
  private func number(of key: String) -> Int32? {
    for line in statusText.split(separator: 0x0A) {
      let document = try? JSONValue(parsing: Array(line))
      if let number = document?[key]?.int { return Int32(truncatingIfNeeded: number) }
    }
    return nil
  }

  private static func isBubblewrap(_ process: Int32) -> Bool {
    (try? FileBytes.read("/proc/\(process)/comm")) == Array("bwrap\n".utf8)
  }
}

/// `close(2)`, under a name that the methods above do not shadow.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
