import DockerAPI

extension Catalog {
  /// The commands that are words of their own.
  static let topLevel: [Row] = [
    Row(name: "attach", command: AttachCommand.self),
    Row(name: "commit", command: CommitCommand.self),
    Row(name: "cp", command: CpCommand.self),
    Row(name: "create", command: CreateCommand.self),
    Row(name: "diff", command: DiffCommand.self),
    Row(name: "events", command: EventsCommand.self),
    Row(name: "exec", command: ExecCommand.self),
    Row(name: "export", command: ExportCommand.self),
    Row(name: "history", command: HistoryCommand.self),
    Row(name: "images", command: ImagesCommand.self),
    Row(name: "import", command: ImportCommand.self),
    Row(name: "info", command: InfoCommand.self),
    Row(name: "inspect", command: InspectCommand.self),
    Row(name: "kill", command: KillCommand.self),
    Row(name: "load", command: LoadCommand.self),
    Row(name: "login", command: LoginCommand.self),
    Row(name: "logout", command: LogoutCommand.self),
    Row(name: "logs", command: LogsCommand.self),
    Row(name: "pause", command: PauseCommand.self),
    Row(name: "port", command: PortCommand.self),
    Row(name: "ps", command: PsCommand.self),
    Row(name: "pull", command: PullCommand.self),
    Row(name: "push", command: PushCommand.self),
    Row(name: "rename", command: RenameCommand.self),
    Row(name: "restart", command: RestartCommand.self),
    Row(name: "rm", command: RmCommand.self),
    Row(name: "rmi", command: RmiCommand.self),
    Row(name: "run", command: RunCommand.self),
    Row(name: "save", command: SaveCommand.self),
    Row(name: "search", command: SearchCommand.self),
    Row(name: "start", command: StartCommand.self),
    Row(name: "stats", command: StatsCommand.self),
    Row(name: "stop", command: StopCommand.self),
    Row(name: "tag", command: TagCommand.self),
    Row(name: "top", command: TopCommand.self),
    Row(name: "unpause", command: UnpauseCommand.self),
    Row(name: "update", command: UpdateCommand.self),
    Row(name: "version", command: VersionCommand.self),
    Row(name: "wait", command: WaitCommand.self),
  ]

  /// The nouns.
  static let groups: [Group] = [
    Group(
      name: "context", summary: "Manage contexts",
      rows: [
        Row(name: "ls", command: ContextLsCommand.self, aliases: ["list"]),
        Row(name: "show", command: ContextShowCommand.self),
      ],
      unavailable: [
        ("create", "Create a context"),
        ("export", "Export a context to a tar archive FILE or a tar stream on STDOUT."),
        ("import", "Import a context from a tar or zip file"),
        ("inspect", "Display detailed information on one or more contexts"),
        ("rm", "Remove one or more contexts"), ("update", "Update a context"),
        ("use", "Set the current docker context"),
      ]),
    Group(
      name: "container", summary: "Manage containers",
      rows: [
        Row(name: "attach", command: AttachCommand.self),
        Row(name: "commit", command: CommitCommand.self),
        Row(name: "cp", command: CpCommand.self),
        Row(name: "create", command: CreateCommand.self),
        Row(name: "diff", command: DiffCommand.self),
        Row(name: "exec", command: ExecCommand.self),
        Row(name: "export", command: ExportCommand.self),
        Row(name: "inspect", command: ContainerInspectCommand.self),
        Row(name: "kill", command: KillCommand.self),
        Row(name: "logs", command: LogsCommand.self),
        Row(name: "ls", command: PsCommand.self, aliases: ["ps", "list"]),
        Row(name: "pause", command: PauseCommand.self),
        Row(name: "port", command: PortCommand.self),
        Row(name: "prune", command: ContainerPruneCommand.self),
        Row(name: "rename", command: RenameCommand.self),
        Row(name: "restart", command: RestartCommand.self),
        Row(name: "rm", command: RmCommand.self, aliases: ["remove"]),
        Row(name: "run", command: RunCommand.self),
        Row(name: "start", command: StartCommand.self),
        Row(name: "stats", command: StatsCommand.self),
        Row(name: "stop", command: StopCommand.self),
        Row(name: "top", command: TopCommand.self),
        Row(name: "unpause", command: UnpauseCommand.self),
        Row(name: "update", command: UpdateCommand.self),
        Row(name: "wait", command: WaitCommand.self),
      ],
      unavailable: []),
    Group(
      name: "image", summary: "Manage images",
      rows: [
        Row(name: "history", command: HistoryCommand.self),
        Row(name: "import", command: ImportCommand.self),
        Row(name: "inspect", command: ImageInspectCommand.self),
        Row(name: "load", command: LoadCommand.self),
        Row(name: "ls", command: ImagesCommand.self, aliases: ["list"]),
        Row(name: "prune", command: ImagePruneCommand.self),
        Row(name: "pull", command: PullCommand.self),
        Row(name: "push", command: PushCommand.self),
        Row(name: "rm", command: RmiCommand.self, aliases: ["remove"]),
        Row(name: "save", command: SaveCommand.self),
        Row(name: "tag", command: TagCommand.self),
      ],
      unavailable: [
        ("build", "Build an image from a Dockerfile")
      ]),
    Group(
      name: "network", summary: "Manage networks",
      rows: [
        Row(name: "connect", command: NetworkConnectCommand.self),
        Row(name: "create", command: NetworkCreateCommand.self),
        Row(name: "disconnect", command: NetworkDisconnectCommand.self),
        Row(name: "inspect", command: NetworkInspectCommand.self),
        Row(name: "ls", command: NetworkLsCommand.self, aliases: ["list"]),
        Row(name: "prune", command: NetworkPruneCommand.self),
        Row(name: "rm", command: NetworkRmCommand.self, aliases: ["remove"]),
      ], unavailable: []),
    Group(
      name: "system", summary: "Manage Docker",
      rows: [
        Row(name: "df", command: SystemDfCommand.self),
        Row(name: "events", command: EventsCommand.self),
        Row(name: "info", command: InfoCommand.self),
        Row(name: "prune", command: SystemPruneCommand.self),
      ],
      unavailable: [
        ("dial-stdio", "")
      ]),
    Group(
      name: "volume", summary: "Manage volumes",
      rows: [
        Row(name: "create", command: VolumeCreateCommand.self),
        Row(name: "inspect", command: VolumeInspectCommand.self),
        Row(name: "ls", command: VolumeLsCommand.self, aliases: ["list"]),
        Row(name: "prune", command: VolumePruneCommand.self),
        Row(name: "rm", command: VolumeRmCommand.self, aliases: ["remove"]),
      ],
      unavailable: [("update", "")], usage: " COMMAND"),
  ]

  /// The versions of the API from which on engines know some of the commands that this docker has not.
  static let neededVersions = ["docker volume update": APIVersion(1, 42)]

  /// Commands that docker, or its usual plugins, have and this docker does not.
  ///
  /// The help of docker itself names those that have a summary.
  static let unavailable: [(name: String, summary: String)] = [
    ("build", "Build an image from a Dockerfile"), ("builder", "Manage builds"), ("buildx", ""),
    ("checkpoint", ""), ("compose", ""), ("config", "Manage Swarm configs"), ("init", ""),
    ("manifest", "Manage Docker image manifests and manifest lists"), ("node", "Manage Swarm nodes"),
    ("plugin", "Manage plugins"), ("scout", ""), ("secret", "Manage Swarm secrets"),
    ("service", "Manage Swarm services"), ("stack", "Manage Swarm stacks"), ("swarm", "Manage Swarm"),
    ("trust", "Manage trust on Docker images"),
  ]
}
