/// A docker command line taken apart: what is to be done, with which options, to what.
struct DockerWords: Hashable {
  /// The short name of the command: `run` also for `container run`, `images` also for `image ls`.
  let verb: String
  /// The values of each option, by its long name where it has one that is listed here; flags have an empty value.
  let options: [String: [String]]
  let arguments: [String]

  /// - Returns: `nil` for another program, and for docker without a command.
  init?(_ words: [String]) {
    guard words.first == "docker" || words.first == "docker-compose" else { return nil }
    var rest = words.dropFirst().drop { $0.hasPrefix("-") }
    if words.first == "docker-compose" { rest = ["compose"] + rest }
    guard let first = rest.popFirst() else { return nil }
    guard Self.nouns.contains(first) else {
      verb = first
      (options, arguments) = Self.parse(rest, of: first)
      return
    }
    guard let second = rest.first else { return nil }
    rest = rest.dropFirst()
    verb =
      Self.short["\(first) \(second)"]
      ?? (first == "container" || first == "image" ? second : "\(first) \(second)")
    (options, arguments) = Self.parse(rest, of: verb)
  }

  func has(_ option: String) -> Bool { options[option] != nil }

  /// The last value of an option.
  func value(_ option: String) -> String? { options[option]?.last }

  private static let nouns: Set<String> = [
    "container", "image", "volume", "network", "compose", "system", "builder", "buildx", "swarm", "service",
    "stack",
    "node", "secret", "config", "context", "plugin",
  ]

  private static let short = [
    "container ls": "ps", "container list": "ps", "container ps": "ps", "image ls": "images",
    "image list": "images",
    "image rm": "rmi", "image remove": "rmi", "container remove": "rm",
  ]

  /// Options that take a value, by their letter, with their long names.
  private static let letters: [String: [Character: String]] = [
    "run": [
      "p": "publish", "v": "volume", "e": "env", "w": "workdir", "u": "user", "m": "memory", "h": "hostname",
      "l": "label", "c": "cpu-shares", "a": "attach",
    ],
    "build": ["t": "tag", "f": "file"], "buildx build": ["t": "tag", "f": "file", "o": "output"],
    "save": ["o": "output"], "load": ["i": "input"], "stop": ["t": "time"], "restart": ["t": "time"],
    "kill": ["s": "signal"], "exec": ["e": "env", "u": "user", "w": "workdir"], "logs": ["n": "tail"],
    "ps": ["f": "filter", "n": "last"], "images": ["f": "filter"], "inspect": ["f": "format"],
    "volume create": ["d": "driver", "o": "opt"], "network create": ["d": "driver", "o": "opt"],
    "commit": ["m": "message", "a": "author", "c": "change"], "login": ["u": "username", "p": "password"],
  ]

  /// Long options that take no value; what is not listed takes one.
  private static let flags: Set<String> = [
    "detach", "rm", "interactive", "tty", "publish-all", "privileged", "init", "read-only", "all", "quiet",
    "force",
    "no-trunc", "latest", "size", "digests", "follow", "timestamps", "details", "no-cache", "all-tags",
    "volumes",
    "no-stream", "help", "oom-kill-disable", "no-healthcheck", "password-stdin", "attachable", "internal",
    "ipv6",
    "build", "remove-orphans", "pull", "link", "no-prune", "sig-proxy", "human",
  ]

  private static func parse(_ words: ArraySlice<String>, of verb: String) -> ([String: [String]], [String]) {
    var (options, arguments): ([String: [String]], [String]) = ([:], [])
    var rest = words
    let valued = letters[verb == "create" ? "run" : verb] ?? [:]
    // What follows the image or the container belongs to the program in it.
    let endsWithFirst = ["run", "create", "exec"].contains(verb)
    while let word = rest.popFirst() {
      if word == "--" || (endsWithFirst && !arguments.isEmpty) {
        arguments += (word == "--" ? [] : [word]) + rest
        break
      } else if word.hasPrefix("--") {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        let value = parts.count == 2 ? String(parts[1]) : flags.contains(name) ? "" : rest.popFirst() ?? ""
        options[name, default: []].append(value)
      } else if word.hasPrefix("-"), word != "-" {
        take(word.dropFirst(), valued, &rest, into: &options)
      } else {
        arguments.append(word)
      }
    }
    return (options, arguments)
  }

  /// A cluster of letters, of which the last may take a value: `-dp 80:80`, `-p80:80`.
  private static func take(
    _ letters: Substring, _ valued: [Character: String], _ rest: inout ArraySlice<String>,
    into options: inout [String: [String]]
  ) {
    var letters = letters
    while let letter = letters.popFirst() {
      if let name = valued[letter] {
        let value = letters.isEmpty ? rest.popFirst() ?? "" : String(letters.drop { $0 == "=" })
        options[name, default: []].append(value)
        return
      }
      let name = ["d": "detach", "a": "all", "q": "quiet", "f": "force", "P": "publish-all"][letter]
      options[name ?? String(letter), default: []].append("")
    }
  }
}
