import Basics
import Shell
import TestSupport

@testable import DojoCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A real Docker Engine or podman for as long as one script takes.
///
/// It lives in namespaces of its own: its ports are nobody else's, and nothing of it outlives the script, however that ends.
enum RealEngine: String, CaseIterable, Sendable {
  case docker, podman

  /// Runs a bash script with the engine at hand; `$dojo` is dojo, and the engine's program is on the `PATH`.
  func run(_ script: String, in place: Workplace) async throws -> (output: String, status: Int32) {
    let file = "\(place.home)/script"
    try AtomicFile.write("\(Self.ground)\n\(start)\n\(script)\n".utf8, to: file)
    let outcome = try await ChildCommand(
      "unshare",
      [
        "-n", "-m", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c",
        "exec bash '\(file)' 2>&1 </dev/null",
      ],
      environment: place.environment().merging([
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "D": place.home, "dojo": Workplace.binary,
      ]) { $1 }
    ).capture(limit: 1 << 20)
    return (outcome.stdout, outcome.status)
  }

  private static let ground = """
    cd "$D"
    ip link set lo up 2>/dev/null || busybox ip link set lo up
    """

  private var start: String {
    switch self {
    case .docker:
      """
      dockerd --data-root "$D/data" --exec-root "$D/exec" --pidfile "$D/pid" -H "unix://$D/d.sock" \\
        --iptables=false --ip6tables=false >"$D/engine.log" 2>&1 &
      export DOCKER_HOST=unix://$D/d.sock
      for i in {1..300}; do docker version >/dev/null 2>&1 && break; sleep 0.1; done
      """
    case .podman:
      """
      printf '[containers]\\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\\n[engine]\\nevents_logger="file"\\n' >"$D/containers.conf"
      printf '[storage]\\ndriver="overlay"\\ngraphroot="%s/data"\\nrunroot="%s/run"\\n' "$D" "$D" >"$D/storage.conf"
      export CONTAINERS_CONF=$D/containers.conf CONTAINERS_STORAGE_CONF=$D/storage.conf
      """
    }
  }

  /// Whether a container with a published port runs here: that takes root, the engine, and a kernel that lets it.
  static func canRun(_ engine: RealEngine) async -> Bool {
    switch engine {
    case .docker: await dockerRuns.value
    case .podman: await podmanRuns.value
    }
  }

  private static let dockerRuns = Task { await RealEngine.docker.probe() }
  private static let podmanRuns = Task { await RealEngine.podman.probe() }

  private func probe() async -> Bool {
    guard getuid() == 0 else { return false }
    let outcome = try? await Workplace.with { place in
      try await run(
        """
        tar c -C / "$(realpath "$(command -v busybox)" | cut -c2-)" | \(rawValue) import - probe:1 >/dev/null
        \(rawValue) run -d -p 7:7 --name pp probe:1 "$(realpath "$(command -v busybox)")" sleep 60 >/dev/null &&
          \(rawValue) rm -f -t 0 pp >/dev/null 2>&1 || \(rawValue) rm -f pp >/dev/null && echo runs
        """, in: place)
    }
    return outcome?.output.split(separator: "\n").last == "runs"
  }
}
