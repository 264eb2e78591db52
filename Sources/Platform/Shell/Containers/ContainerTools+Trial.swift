extension ContainerTools {
  /// Why this system does not let them make a room, in its own words; `nil` where it does.
  package func refusal() async -> String? {
    let words =
      ContainerRoom.rootAlone + ["--unshare-pid", "--unshare-net"]
      + ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--", busybox, "true"]
    do {
      let outcome = try await ChildCommand(bubblewrap, words, environment: [:]).capture(limit: 4096)
      guard outcome.status != 0 else { return nil }
      return outcome.stderr.split(separator: "\n").first.map(String.init) ?? "status \(outcome.status)"
    } catch {
      return "\(error)"
    }
  }
}
