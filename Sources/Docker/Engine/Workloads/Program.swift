/// What a container does once it is started.
enum Program: Hashable, Sendable {
  /// Prints and ends at once.
  case finishes(output: [Output], exitCode: Int)
  /// Lives for so long without doing anything; `nil` is for ever.
  case sleeps(Duration?)
  /// Serves the container registry.
  case registry(RegistrySettings)
  /// Serves pages, for so long or for ever.
  case web(WebServerKind, lifetime: Duration?)
  /// Collects the garbage of a registry, and ends.
  case collection(RegistrySettings, RegistryTask.Collection)
  /// The container's command line, run for real.
  case process
  /// Prints a line for a password file, and ends.
  case passwordLine(HtpasswdCommand.Line)

  struct Output: Hashable, Sendable {
    let stream: OutputStream
    let text: String
  }

  static func prints(_ text: String) -> Program {
    .finishes(output: [Output(stream: .standardOutput, text: text)], exitCode: 0)
  }

  static func fails(_ text: String, exitCode: Int) -> Program {
    .finishes(output: [Output(stream: .standardError, text: text)], exitCode: exitCode)
  }

  static let ends = Program.finishes(output: [], exitCode: 0)

  /// The container port on which it accepts connections.
  var listeningPort: UInt16? {
    switch self {
    case .registry(let settings): settings.isOnLoopback ? nil : settings.port
    case .web: 80
    case .finishes, .sleeps, .collection, .passwordLine, .process: nil
    }
  }

  /// The code with which a signal ends it; `nil` when it goes on.
  ///
  /// As the first process of a container, a program that sets no handler ignores every signal but SIGKILL;
  /// Go programs end with 2 instead.
  func exitCode(after signal: Signal) -> Int? {
    guard signal != .kill else { return 137 }
    return switch self {
    case .registry: [1, 2, 3, 6, 15].contains(signal.number) ? 2 : nil
    case .web(let kind, lifetime: nil): kind.endingSignals.contains(signal.number) ? 0 : nil
    case .web, .finishes, .sleeps, .collection, .passwordLine, .process: nil
    }
  }

  /// How long it lives by itself; `nil` until it is told to end.
  var lifetime: Duration? {
    switch self {
    case .finishes, .collection, .passwordLine: .zero
    case .sleeps(let duration), .web(_, let duration): duration
    case .registry, .process: nil
    }
  }
}

/// A web server that bundled images hold.
enum WebServerKind: String, Hashable, Sendable {
  case nginx, httpd

  var endingSignals: Set<Int> {
    switch self {
    case .nginx: [2, 3, 15]
    case .httpd: [2, 15, 28]
    }
  }
}
