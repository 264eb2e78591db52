import Basics

/// A layer that makes a stand-in run.
struct StandInPart: Sendable {
  /// A member of the layer's archive.
  private struct Member {
    let head: ArchiveMember
    var content: [UInt8] = []
  }

  /// Parts of the same name are the same.
  let name: String
  private let members: @Sendable (StandIns.Programs) throws -> [Member]

  /// The parts that an image with these labels needs, lowest first.
  static func parts(for labels: JSONValue?) -> [StandInPart] {
    let text = labels?[WorkloadLabel.text]?.string ?? ""
    return switch labels?[WorkloadLabel.kind]?.string {
    case "registry": [commands, dojo, registry]
    case "web": [commands, web(root: labels?[WorkloadLabel.root]?.string ?? "/usr/share/nginx/html")]
    case "print": [commands, greeting(text)]
    default: [commands]
    }
  }

  /// The layer's archive.
  func layer(_ programs: StandIns.Programs) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for member in try members(programs) {
      bytes += member.head.header
      bytes += member.content
      bytes += ArchiveMember.padding(after: member.content.count)
    }
    return bytes + ArchiveMember.end
  }

  /// busybox, and what it can be called as.
  private static let commands = StandInPart(name: "commands") { programs in
    let busybox = try FileBytes.read(programs.busybox)
    let links = programs.applets.filter { $0 != "busybox" }.map { applet in
      Member(head: ArchiveMember(path: "bin/\(applet)", kind: .link(to: "/bin/busybox"), modified: 0))
    }
    return [folder("bin"), program("bin/busybox", busybox)] + links
  }

  /// dojo with all that it loads.
  private static let dojo = StandInPart(name: "dojo") { programs in
    var members = [folder(".dojo"), folder(".dojo/lib")]
    members.append(program(".dojo/dojo", try FileBytes.read(programs.dojo)))
    members.append(program(".dojo/loader", try FileBytes.read(programs.loader)))
    for library in programs.libraries {
      let name = library.split(separator: "/").last.map(String.init) ?? library
      members.append(program(".dojo/lib/\(name)", try FileBytes.read(library)))
    }
    return members
  }

  private static let registry = StandInPart(name: "registry") { _ in
    [program("bin/registry", Array(StandInScript.registry.utf8))]
  }

  private static func web(root: String) -> StandInPart {
    StandInPart(name: "web \(root)") { _ in
      let script = Array(StandInScript.web.utf8)
      return [
        program("docker-entrypoint.sh", Array("#!/bin/sh\nexec \"$@\"\n".utf8)),
        folder(".dojo"), program(".dojo/answer", Array(StandInScript.answer(root: root).utf8)),
        folder("usr"), folder("usr/sbin"), program("usr/sbin/nginx", script), folder("usr/local"),
        folder("usr/local/bin"), program("usr/local/bin/httpd-foreground", script),
      ]
    }
  }

  private static func greeting(_ text: String) -> StandInPart {
    StandInPart(name: "greeting \(text)") { _ in
      [program("hello", Array("#!/bin/sh\nexec cat <<'END'\n\(text)\nEND\n".utf8))]
    }
  }

  private static func folder(_ name: String) -> Member {
    Member(head: ArchiveMember(path: name, kind: .folder, modified: 0))
  }

  private static func program(_ name: String, _ content: [UInt8]) -> Member {
    Member(
      head: ArchiveMember(path: name, kind: .file, mode: 0o755, size: content.count, modified: 0),
      content: content)
  }
}

/// The programs of stand-ins, as scripts for busybox.
enum StandInScript {
  /// What `registry serve` does: dojo's registry, with the variables that a lesson may set.
  static let registry = """
    #!/bin/sh
    # dojo's own registry in the place of the official one.
    if [ "$1" != serve ]; then
      echo "dojo's stand-in for the registry can only serve; pull the real image for anything else" >&2
      exit 1
    fi
    for name in $(env | sed -n 's/^\\(REGISTRY_[A-Z_0-9]*\\)=.*/\\1/p'); do
      case $name in
        REGISTRY_HTTP_ADDR | REGISTRY_HTTP_SECRET | REGISTRY_HTTP_TLS_CERTIFICATE | REGISTRY_HTTP_TLS_KEY) ;;
        REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY | REGISTRY_STORAGE_DELETE_ENABLED | REGISTRY_LOG_LEVEL) ;;
        REGISTRY_AUTH | REGISTRY_AUTH_HTPASSWD_PATH | REGISTRY_AUTH_HTPASSWD_REALM) ;;
        *)
          echo "dojo's stand-in for the registry does not know $name; pull the real image for it" >&2
          exit 1 ;;
      esac
    done
    address=${REGISTRY_HTTP_ADDR:-:5000}
    case $address in :*) address=0.0.0.0$address ;; esac
    root=${REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY:-/var/lib/registry}
    set --
    [ "$REGISTRY_STORAGE_DELETE_ENABLED" = true ] || set -- "$@" --no-delete
    if [ "$REGISTRY_AUTH" = htpasswd ] || [ -n "$REGISTRY_AUTH_HTPASSWD_PATH" ]; then
      set -- "$@" --auth htpasswd --htpasswd "$REGISTRY_AUTH_HTPASSWD_PATH"
      set -- "$@" --realm "${REGISTRY_AUTH_HTPASSWD_REALM:-Registry}"
    else
      set -- "$@" --insecure-anyone
    fi
    if [ -n "$REGISTRY_HTTP_TLS_CERTIFICATE" ]; then
      set -- "$@" --tls-cert "$REGISTRY_HTTP_TLS_CERTIFICATE" --tls-key "$REGISTRY_HTTP_TLS_KEY"
    fi
    exec /.dojo/loader --library-path /.dojo/lib /.dojo/dojo \\
      registry serve --access-log --addr "$address" --root "$root" "$@"

    """

  /// What `nginx` and `httpd-foreground` do: each connection is answered by a process of its own.
  static let web = """
    #!/bin/sh
    # busybox's web server in the place of the official one.
    case "$*" in
      -v | -V) echo "nginx version: nginx/$NGINX_VERSION" >&2; exit 0 ;;
      '' | *'daemon off;'* | *FOREGROUND*) ;;
      *) echo "dojo's stand-in for this web server can only serve; pull the real image for more" >&2; exit 1 ;;
    esac
    # The access log is this program's standard output, also where that is a connection's.
    exec 3>&1
    # Without `daemon off;` nginx goes on in the background.
    if [ "${0##*/} $*" = 'nginx ' ]; then nc -ll -p 80 -e /.dojo/answer & exit 0; fi
    trap 'kill "$server"; exit 0' TERM QUIT INT WINCH
    nc -ll -p 80 -e /.dojo/answer &
    server=$!
    wait "$server"

    """

  /// What answers one connection, and writes its line of the access log.
  static func answer(root: String) -> String {
    """
    #!/bin/sh
    end=$(printf '\\r')
    IFS= read -r line || exit 0
    line=${line%"$end"}
    fields= agent=-
    while IFS= read -r field; do
      field=${field%"$end"}
      [ -n "$field" ] || break
      case $field in [Uu]ser-[Aa]gent:*) agent=${field#*: } ;; esac
      fields="$fields$field$end
    "
    done
    answer=$(mktemp)
    printf '%s\\r\\n%s\\r\\n' "$line" "$fields" | httpd -i -h '\(root)' >"$answer"
    read -r version status words <"$answer"
    head=$(sed "/^$end\\$/q" "$answer" | wc -c)
    bytes=$(($(wc -c <"$answer") - head))
    cat "$answer"
    rm -f "$answer"
    echo "- - - [$(date '+%d/%b/%Y:%H:%M:%S %z')] \\"$line\\" $status $bytes \\"-\\" \\"$agent\\" \\"-\\"" >&3

    """
  }
}
