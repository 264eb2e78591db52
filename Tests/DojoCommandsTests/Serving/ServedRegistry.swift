import Basics
import Shell

@testable import DojoCommands

/// Runs bash scripts that start the real `dojo registry serve` and speak to it over real sockets.
struct ServedRegistry {
  let place: Workplace

  /// Starts with an empty folder.
  static func with(_ body: (ServedRegistry) async throws -> Void) async throws {
    try await Workplace.with { place in try await body(Self(place: place)) }
  }

  /// Whether this computer has a program.
  static func has(_ program: String) -> Bool {
    ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin"].contains { Folders.exists("\($0)/\(program)") }
  }

  /// Functions for scripts: `serve OPTIONS…` sets `$url`, `$host` and `$pid`; `stop` says how the server ended.
  private static let functions = #"""
    serve() {
      : >err # before the loop below can look for it, or find what a former server wrote
      "$DOJO" registry serve --addr 127.0.0.1:0 --root store "$@" >out 2>err & pid=$!
      trap 'kill -9 $pid 2>/dev/null' EXIT
      for _ in $(seq 1200); do grep -q 'Ctrl-C' err && break; kill -0 $pid 2>/dev/null || break; sleep 0.05; done
      url=$(sed -n 's|.* on \(https*://[^ ]*\)/v2/; .*|\1|p' err); host=${url#*//}
      debug=$(sed -n 's|^Health: \(http://[^ ]*\)/healthz .*|\1|p' err)
    }
    stop() { kill -TERM $pid; wait $pid; echo "ended $?"; }
    status() { curl -sS -o /dev/null -w '%{http_code}\n' "$@"; }
    push() { # NAME FILE [CURL OPTIONS…]: one blob, in one request
      n=$1 f=$2; shift 2
      status "$@" -X POST --data-binary "@$f" "$url/v2/$n/blobs/uploads/?digest=sha256:$(sha256sum <"$f" | cut -d' ' -f1)"
    }
    until_seen() { for _ in $(seq 1200); do grep -q "$1" "$2" && return; sleep 0.05; done; echo "never seen: $1"; }

    """#

  /// Runs a script; the result is what it printed, errors included.
  func script(_ text: String, language: Language = .english) async throws -> String {
    var environment = place.environment(language)
    environment["DOJO"] = Workplace.binary
    let whole = "cd \(place.home); exec 2>&1; ulimit -c 0\n\(Self.functions)\(text)"
    return try await ChildCommand("bash", ["-c", whole], environment: environment).capture(limit: 1 << 20)
      .stdout
  }

  /// Writes the password file `htpasswd`: alice's password is `wonder`.
  func writePasswords() throws {
    let line = "alice:$2y$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7m\n"
    try AtomicFile.write(line.utf8, to: "\(place.home)/htpasswd")
  }
}
