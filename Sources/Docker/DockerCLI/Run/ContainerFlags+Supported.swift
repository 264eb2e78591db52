import DockerAPI

extension ContainerFlags {
  /// What `run` and `create` do.
  static let supported = [
    Flag("add-host", nil, .list, "Add a custom host-to-IP mapping (host:ip)").checked(HostMapping.objection),
    Flag("attach", "a", .list, "Attach to STDIN, STDOUT or STDERR").checked {
      ["stdin", "stdout", "stderr"].contains($0.lowercased())
        ? nil : "valid streams are STDIN, STDOUT and STDERR"
    },
    Flag("cap-add", nil, .list, "Add Linux capabilities"),
    Flag("cap-drop", nil, .list, "Drop Linux capabilities"),
    Flag("cidfile", nil, .string, "Write the container ID to the file"),
    Flag("detach", "d", .bool, "Run container in background and print container ID"),
    Flag("detach-keys", nil, .string, "Override the key sequence for detaching a container"),
    Flag("disable-content-trust", nil, .bool, "Skip image verification (default true)"),
    Flag("dns", nil, .list, "Set custom DNS servers").checked(NameServerText.objectionToAddress),
    Flag("dns-option", nil, .list, "Set DNS options"),
    Flag("dns-search", nil, .list, "Set custom DNS search domains").checked(NameServerText.objectionToDomain),
    Flag("domainname", nil, .string, "Container NIS domain name"),
    Flag("entrypoint", nil, .string, "Overwrite the default ENTRYPOINT of the image"),
    Flag("env", "e", .list, "Set environment variables")
      .checked(EnvironmentArguments.objectionToVariable),
    Flag("env-file", nil, .list, "Read in a file of environment variables"),
    Flag("expose", nil, .list, "Expose a port or a range of ports"),
    Flag("health-cmd", nil, .string, "Command to run to check health"),
    Flag(
      "health-interval", nil, .other("duration"), "Time between running the check (ms|s|m|h) (default 0s)"
    ).checked(DurationText.objection),
    Flag("health-retries", nil, .integer, "Consecutive failures needed to report unhealthy"),
    Flag(
      "health-start-period", nil, .other("duration"),
      "Start period for the container to initialize before starting health-retries "
        + "countdown (ms|s|m|h) (default 0s)"
    ).checked(DurationText.objection),
    Flag(
      "health-timeout", nil, .other("duration"),
      "Maximum time to allow one check to run (ms|s|m|h) (default 0s)"
    ).checked(DurationText.objection),
    Flag("hostname", "h", .string, "Container host name"),
    Flag("init", nil, .bool, "Run an init inside the container that forwards signals and reaps processes"),
    Flag("interactive", "i", .bool, "Keep STDIN open even if not attached"),
    Flag("ip", nil, .string, "IPv4 address (e.g., 172.30.100.104)"),
    Flag("label", "l", .list, "Set meta data on a container")
      .checked(EnvironmentArguments.objectionToLabel),
    Flag("label-file", nil, .list, "Read in a line delimited file of labels"),
    Flag("link", nil, .list, "Add link to another container").checked(LinkArgument.objection),
    Flag("log-driver", nil, .string, "Logging driver for the container"),
    Flag("log-opt", nil, .list, "Log driver options"),
    Flag("mount", nil, .other("mount"), "Attach a filesystem mount to the container")
      .checked(MountArgument.objection),
    Flag("name", nil, .string, "Assign a name to the container"),
    Flag("network", nil, .other("network"), "Connect a container to a network"),
    Flag("network-alias", nil, .list, "Add network-scoped alias for the container"),
    Flag("no-healthcheck", nil, .bool, "Disable any container-specified HEALTHCHECK"),
    Flag("pid", nil, .string, "PID namespace to use"),
    Flag("platform", nil, .string, "Set platform if server is multi-platform capable"),
    Flag("privileged", nil, .bool, "Give extended privileges to this container"),
    Flag("publish", "p", .list, "Publish a container's port(s) to the host"),
    Flag("publish-all", "P", .bool, "Publish all exposed ports to random ports"),
    Flag(
      "pull", nil, .string,
      "Pull image before running (\"always\", \"missing\", \"never\") (default "
        + "\"missing\")"),
    Flag("quiet", "q", .bool, "Suppress the pull output"),
    Flag("read-only", nil, .bool, "Mount the container's root filesystem as read only"),
    Flag("restart", nil, .string, "Restart policy to apply when a container exits (default \"no\")"),
    Flag(
      "rm", nil, .bool,
      "Automatically remove the container and its associated anonymous volumes when "
        + "it exits"),
    Flag("shm-size", nil, .other("bytes"), "Size of /dev/shm").checked(ByteCount.objection),
    Flag("sig-proxy", nil, .bool, "Proxy received signals to the process (default true)"),
    Flag("stop-signal", nil, .string, "Signal to stop the container"),
    Flag("stop-timeout", nil, .integer, "Timeout (in seconds) to stop a container"),
    Flag("tmpfs", nil, .list, "Mount a tmpfs directory"),
    Flag("tty", "t", .bool, "Allocate a pseudo-TTY"),
    Flag("ulimit", nil, .other("ulimit"), "Ulimit options (default [])").checked(LimitArgument.objection),
    Flag("user", "u", .string, "Username or UID (format: <name|uid>[:<group|gid>])"),
    Flag("volume", "v", .list, "Bind mount a volume"),
    Flag("volumes-from", nil, .list, "Mount volumes from the specified container(s)"),
    Flag("workdir", "w", .string, "Working directory inside the container"),
  ]
}
