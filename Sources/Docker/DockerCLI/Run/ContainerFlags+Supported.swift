import DockerAPI

extension ContainerFlags {
  /// What `run` and `create` do.
  static let supported = [
    Flag("attach", "a", .list, "Attach to STDIN, STDOUT or STDERR"),
    Flag("cidfile", nil, .string, "Write the container ID to the file"),
    Flag("detach", "d", .bool, "Run container in background and print container ID"),
    Flag("detach-keys", nil, .string, "Override the key sequence for detaching a container"),
    Flag("disable-content-trust", nil, .bool, "Skip image verification (default true)"),
    Flag("domainname", nil, .string, "Container NIS domain name"),
    Flag("entrypoint", nil, .string, "Overwrite the default ENTRYPOINT of the image"),
    Flag("env", "e", .list, "Set environment variables"),
    Flag("env-file", nil, .list, "Read in a file of environment variables"),
    Flag("expose", nil, .list, "Expose a port or a range of ports"),
    Flag("hostname", "h", .string, "Container host name"),
    Flag("interactive", "i", .bool, "Keep STDIN open even if not attached"),
    Flag("label", "l", .list, "Set meta data on a container"),
    Flag("label-file", nil, .list, "Read in a line delimited file of labels"),
    Flag("log-driver", nil, .string, "Logging driver for the container"),
    Flag("log-opt", nil, .list, "Log driver options"),
    Flag("mount", nil, .other("mount"), "Attach a filesystem mount to the container"),
    Flag("name", nil, .string, "Assign a name to the container"),
    Flag("network", nil, .other("network"), "Connect a container to a network"),
    Flag("network-alias", nil, .list, "Add network-scoped alias for the container"),
    Flag("platform", nil, .string, "Set platform if server is multi-platform capable"),
    Flag("publish", "p", .list, "Publish a container's port(s) to the host"),
    Flag("publish-all", "P", .bool, "Publish all exposed ports to random ports"),
    Flag(
      "pull", nil, .string,
      "Pull image before running (\"always\", \"missing\", \"never\") (default "
        + "\"missing\")"),
    Flag("quiet", "q", .bool, "Suppress the pull output"),
    Flag("restart", nil, .string, "Restart policy to apply when a container exits (default \"no\")"),
    Flag(
      "rm", nil, .bool,
      "Automatically remove the container and its associated anonymous volumes when "
        + "it exits"),
    Flag("sig-proxy", nil, .bool, "Proxy received signals to the process (default true)"),
    Flag("stop-signal", nil, .string, "Signal to stop the container"),
    Flag("stop-timeout", nil, .integer, "Timeout (in seconds) to stop a container"),
    Flag("tty", "t", .bool, "Allocate a pseudo-TTY"),
    Flag("user", "u", .string, "Username or UID (format: <name|uid>[:<group|gid>])"),
    Flag("volume", "v", .list, "Bind mount a volume"),
    Flag("workdir", "w", .string, "Working directory inside the container"),
  ]
}
