/// The options of `run` and `create`.
enum ContainerFlags {
  static let run = all.sorted { $0.name < $1.name }

  static let create = run.filter { !["detach", "sig-proxy", "detach-keys"].contains($0.name) }
    .map { $0.name == "pull" ? pullBeforeCreating : $0 }

  /// The stray line is docker's own.
  private static let pullBeforeCreating = Flag(
    "pull", nil, .string,
    #"Pull image before creating ("always", "|missing", "never") (default "missing")"#)

  private static let all = supported + limits + passedOn + devices + unsupported.map(\.unsupported) + older

  /// Names from before Docker had networks of one's own, which are not in the help; and the help itself.
  private static let older = [
    Flag("help", nil, .bool, "Print usage"),
    Flag("net", nil, .list, "").hidden, Flag("net-alias", nil, .list, "").hidden,
    Flag("dns-opt", nil, .list, "Set DNS options").hidden,
  ]
}
