import Markdown

extension CodeBlock {
  private static let shells: Set<String> = [
    "sh", "bash", "shell", "zsh", "fish", "ksh", "terminal", "shell-session", "sh-session", "bash-session",
    "shellscript", "docker", "cmd", "bat", "batch", "powershell", "ps1", "pwsh", ".term1", ".term2", ".term3",
    "term1",
    "term2",
  ]
  private static let unknown: Set<String> = [
    "", "console", "text", "plain", "plaintext", "txt", "none", "command", "cli",
  ]

  /// Whether the fence says that it holds what is typed into a shell.
  var isShell: Bool { Self.shells.contains(language) || isToBeExecuted }

  /// Whether an annotation asks for the code to be executed: `{{exec}}`, `{{execute T1}}`.
  var isToBeExecuted: Bool { annotation?.lowercased().hasPrefix("exec") == true }

  /// What the fence says that it holds.
  var shellKind: ShellTranscript.Kind {
    if isToBeExecuted { return .shell }
    let language = language
    if language == "docker", isDockerfile { return .other }
    if Self.shells.contains(language) { return .shell }
    if Self.unknown.contains(language) { return .unknown }
    return .other
  }

  /// Whether the code starts with an instruction of a Dockerfile.
  private var isDockerfile: Bool {
    let first = CodeLines.of(text).first { !$0.isEmpty && !$0.hasPrefix("#") } ?? ""
    return ["FROM ", "ARG ", "RUN ", "COPY ", "ENV ", "CMD ", "WORKDIR "].contains { first.hasPrefix($0) }
  }
}
