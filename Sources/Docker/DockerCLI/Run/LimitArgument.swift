import DockerAPI

/// A value of `--ulimit`: `nofile=1024:2048`.
enum LimitArgument: FlagValue {
  private static let names: Set = [
    "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
    "rtprio",
    "rttime", "sigpending", "stack",
  ]

  static func parse(_ text: String) throws(FlagValueProblem) -> ResourceLimit {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw FlagValueProblem("invalid ulimit argument: \(text)") }
    guard names.contains(parts[0]) else { throw FlagValueProblem("invalid ulimit type: \(parts[0])") }
    let limits = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard limits.count <= 2 else {
      throw FlagValueProblem("too many limit values - \(parts[1]), can only have up to two, `soft[:hard]`")
    }
    var numbers: [Int] = []
    for limit in limits {
      guard let number = Int(limit) else {
        throw FlagValueProblem("strconv.ParseInt: parsing \(GoText.quoted(String(limit))): invalid syntax")
      }
      numbers.append(number)
    }
    let (soft, hard) = (numbers[0], numbers[numbers.count - 1])
    let rule = "ulimit soft limit must be less than or equal to hard limit: "
    guard hard == -1 || soft != -1 else {
      throw FlagValueProblem(rule + "soft: -1 (unlimited), hard: \(hard)")
    }
    guard hard == -1 || soft <= hard else { throw FlagValueProblem(rule + "\(soft) > \(hard)") }
    return ResourceLimit(name: parts[0], hard: hard, soft: soft)
  }
}
