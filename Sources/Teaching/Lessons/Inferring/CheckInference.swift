import Basics

/// Guesses what to check from the commands that a chapter shows, step by step.
///
/// A guess asks for what the command leaves behind; where that was there before, or nothing is left behind, it asks
/// whether the command was run after the step before.
struct CheckInference {
  private var worlds: [String: GuessedWorld] = [:]
  /// The machine on which the step is done.
  var machine = Machine.start.id.text
  /// Every command of the chapter: a container's name is asked for only when another command uses it.
  private let vocabulary: [String: Int]
  /// The step before, after which commands count.
  var previous: String?

  private var world: GuessedWorld {
    get { worlds[machine] ?? GuessedWorld() }
    set { worlds[machine] = newValue }
  }

  init(commands: [String]) {
    let words = commands.flatMap { SimpleCommand.all(in: $0) }.flatMap(\.words)
    vocabulary = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// The checks of a step with these commands.
  mutating func checks(of commands: [String]) -> [InferredCheck] {
    var checks: [InferredCheck] = []
    for command in commands.flatMap({ SimpleCommand.all(in: $0) }) {
      checks += files(of: command)
      if command.words.first == "cd" { follow(command.words) }
      if command.words.first == "curl" { checks += asked(Array(command.words.dropFirst())) }
      if let docker = DockerWords(command.words) { infer(docker, &checks) }
    }
    return unique(checks)
  }

  /// Whether another command speaks of this name.
  private func isUsedElsewhere(_ name: String) -> Bool { vocabulary[name, default: 0] > 1 }

  private func unique(_ checks: [InferredCheck]) -> [InferredCheck] {
    var (seen, conditions): ([String: Int], Set<JSONValue>) = ([:], [])
    return checks.filter { conditions.insert($0.condition).inserted }.map { check in
      var check = check
      let count = seen[check.id, default: 0] + 1
      seen[check.id] = count
      if count > 1 { check.id += "-\(count)" }
      return check
    }
  }

  // MARK: Files and curl

  private mutating func files(of command: SimpleCommand) -> [InferredCheck] {
    var paths = command.outputs
    var text: String?
    switch command.words.first {
    case "tee": paths += command.words.dropFirst().filter { !$0.hasPrefix("-") }
    case "touch", "mkdir": paths += command.words.dropFirst().filter { !$0.hasPrefix("-") }
    case "echo": text = command.words.dropFirst().filter { $0 != "-e" && $0 != "-n" }.joined(separator: " ")
    default: break
    }
    return paths.filter { !$0.isSubstituted && !$0.hasPrefix("/dev/") }.map { path in
      var fact: [(String, JSONValue)] = [("path", .string(world.path(path)))]
      if let text, !text.isEmpty, !text.isSubstituted { fact.append(("text", .string(text))) }
      return InferredCheck("written", ["file": .object(JSONObject(fact))])
    }
  }

  private mutating func follow(_ words: [String]) {
    guard let folder = words.dropFirst().first, !folder.isSubstituted else { return world.folder = "~" }
    world.folder = world.path(folder)
  }

  private func asked(_ words: [String]) -> [InferredCheck] {
    guard let url = words.first(where: { !$0.hasPrefix("-") && ($0.contains(":") || $0.contains("/")) }),
      !url.isSubstituted
    else { return [ran("asked", ["curl"])] }
    let plain = url.hasPrefix("http://") ? String(url.dropFirst(7)) : url
    let did = ranFact(["curl"], with: ["*\(plain)*"])
    let isPlainGet = !words.contains {
      ["-X", "-d", "--data", "-I", "--head", "-T", "--request"].contains($0)
    }
    guard isPlainGet, !plain.contains("{"), !url.hasPrefix("https:") else {
      return [InferredCheck("asked", ["ran": did])]
    }
    let answer: JSONValue = ["http": ["get": .string("http://\(plain)"), "status": "2xx"]]
    return [InferredCheck("asked", ["all": [["ran": did], answer]])]
  }

  /// That a command was run since the step before.
  func ran(_ id: String, _ commands: [String], with words: [String] = []) -> InferredCheck {
    InferredCheck(id, ["ran": ranFact(commands, with: words)])
  }

  private func ranFact(_ commands: [String], with words: [String] = []) -> JSONValue {
    var fact: [(String, JSONValue)] = [
      ("command", commands.count == 1 ? .string(commands[0]) : .array(commands.map { .string($0) }))
    ]
    if !words.isEmpty { fact.append(("with", .array(words.map { .string($0) }))) }
    if let previous { fact.append(("after", .string(previous))) }
    return .object(JSONObject(fact))
  }
}

// MARK: Docker

extension CheckInference {
  private mutating func infer(_ docker: DockerWords, _ checks: inout [InferredCheck]) {
    switch docker.verb {
    case "run": checks += run(docker)
    case "create": checks += create(docker)
    case "start", "unpause": checks += docker.arguments.map { state(of: $0, docker, "running", "started") }
    case "stop", "kill": checks += end(docker, &checks)
    case "rm": checks += remove(docker, &checks)
    case "tag": checks += tag(docker)
    case "push": checks += push(docker)
    case "pull": checks += docker.arguments.map { arrival(of: $0, docker) }
    case "build", "buildx build": checks += (docker.options["tag"] ?? []).map { arrival(of: $0, docker) }
    case "commit", "import": checks += docker.arguments.dropFirst().prefix(1).map { arrival(of: $0, docker) }
    case "rmi": checks += docker.arguments.map { departure(of: $0, docker) }
    case "save", "export":
      checks += (docker.options["output"] ?? []).map {
        InferredCheck("saved", ["file": .string(world.path($0))])
      }
    case "volume create", "network create": checks += listed(docker, exists: true)
    case "volume rm", "network rm": checks += listed(docker, exists: false)
    default: checks.append(observed(docker))
    }
  }

  private mutating func run(_ docker: DockerWords) -> [InferredCheck] {
    guard let image = docker.arguments.first, !image.isSubstituted else { return [observed(docker)] }
    world.images.insert(image.tagged)
    guard docker.has("detach") else { return [ran("run", Self.spellings("run"), with: [image])] }
    let others = world.running.count { $0.image == image }
    let name = docker.value("name")
    world.running.append((image, name))
    var fact: [(String, JSONValue)] = [("image", .string(image)), ("state", "running")]
    let ports = (docker.options["publish"] ?? []).compactMap(Self.port)
    if let port = ports.first { fact.append(("publishes", .string(port.pattern))) }
    if let name, isUsedElsewhere(name) {
      fact.append(("name", .string(name)))
    } else if others > 0 {
      fact.append(("count", .string("\(others + 1)..")))
    }
    let running = InferredCheck(
      "running", ["container": .object(JSONObject(fact))], container: name ?? image)
    return [running]
      + ports.prefix(1).map { port in
        InferredCheck(
          "answers", ["http": ["get": .string("http://localhost:\(port.host)/"), "status": "any"]],
          needs: "running", within: "5s", container: name ?? image)
      }
  }

  /// A port as `-p` takes it, when both sides are numbers.
  private static func port(_ text: String) -> (host: String, pattern: String)? {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count >= 2, let container = parts.last, let host = parts.dropLast().last, UInt16(host) != nil,
      UInt16(container.prefix { $0 != "/" }) != nil
    else { return nil }
    return (host, container.contains("/") ? text : "\(text)/tcp")
  }

  private mutating func create(_ docker: DockerWords) -> [InferredCheck] {
    guard let image = docker.arguments.first, !image.isSubstituted else { return [observed(docker)] }
    world.images.insert(image.tagged)
    return [
      InferredCheck(
        "created", ["container": ["image": .string(image), "state": "created"]],
        container: docker.value("name") ?? image)
    ]
  }

  private func state(of name: String, _ docker: DockerWords, _ state: String, _ id: String) -> InferredCheck {
    guard !name.isSubstituted else { return observed(docker) }
    return InferredCheck(
      id, ["container": ["name": .string(name), "state": .string(state)]], container: name)
  }

  /// Stopping: what the same step has started no longer runs.
  private mutating func end(_ docker: DockerWords, _ checks: inout [InferredCheck]) -> [InferredCheck] {
    forget(docker, &checks)
    if docker.arguments.contains(where: \.isSubstituted) {
      return [
        InferredCheck(
          "stopped", ["container": ["state": "running", "count": 0, "had": "1.."]])
      ]
    }
    return docker.arguments.map { state(of: $0, docker, "exited", "stopped") }
  }

  private mutating func remove(_ docker: DockerWords, _ checks: inout [InferredCheck]) -> [InferredCheck] {
    forget(docker, &checks)
    if docker.arguments.contains(where: \.isSubstituted) {
      return [InferredCheck("none-left", ["container": ["count": 0, "had": "1.."]])]
    }
    return docker.arguments.map { name in
      InferredCheck("removed", ["container": ["name": .string(name), "count": 0, "had": "1.."]])
    }
  }

  /// What no longer runs after this command is not asked for.
  private mutating func forget(_ docker: DockerWords, _ checks: inout [InferredCheck]) {
    let isAll = docker.arguments.contains(where: \.isSubstituted)
    checks.removeAll { $0.container != nil && (isAll || docker.arguments.contains($0.container ?? "")) }
    world.running.removeAll { isAll || docker.arguments.contains($0.name ?? "") }
  }

  private mutating func tag(_ docker: DockerWords) -> [InferredCheck] {
    guard let source = docker.arguments.first, let target = docker.arguments.dropFirst().first,
      !target.isSubstituted
    else { return [observed(docker)] }
    world.images.insert(target.tagged)
    var fact: [(String, JSONValue)] = [("reference", .string(target))]
    if !source.isSubstituted { fact.append(("same-as", .string(source))) }
    return [InferredCheck("named", ["image": .object(JSONObject(fact))])]
  }

  private func push(_ docker: DockerWords) -> [InferredCheck] {
    guard let reference = docker.arguments.first, !reference.isSubstituted,
      let slash = reference.firstIndex(of: "/"), reference[..<slash].contains(":")
    else {
      return [ran("pushed", Self.spellings("push"), with: docker.arguments.filter { !$0.isSubstituted })]
    }
    let rest = reference[reference.index(after: slash)...]
    let parts = rest.split(separator: ":", maxSplits: 1).map(String.init)
    var fact: [(String, JSONValue)] = [
      ("at", .string(String(reference[..<slash]))), ("repository", .string(parts.first ?? "")),
    ]
    if !docker.has("all"), !docker.has("all-tags") {
      fact += [("tag", .string(parts.count == 2 ? parts[1] : "latest")), ("same-as", .string(reference))]
    }
    return [InferredCheck("stored", ["registry": .object(JSONObject(fact))])]
  }

  /// An image that is there now; where it was there before, that it was asked for.
  private mutating func arrival(of image: String, _ docker: DockerWords) -> InferredCheck {
    guard !image.isSubstituted, world.images.insert(image.tagged).inserted else { return observed(docker) }
    return InferredCheck(docker.verb == "pull" ? "here" : "built", ["image": .string(image)])
  }

  private mutating func departure(of image: String, _ docker: DockerWords) -> InferredCheck {
    guard !image.isSubstituted, world.images.remove(image.tagged) != nil else { return observed(docker) }
    return InferredCheck("gone", ["image": ["reference": .string(image), "exists": false]])
  }

  private func listed(_ docker: DockerWords, exists: Bool) -> [InferredCheck] {
    let noun = docker.verb.hasPrefix("volume") ? "volume" : "network"
    return docker.arguments.filter { !$0.isSubstituted }.map { name in
      let listing: JSONValue = ["output": ["of": .string("docker \(noun) ls"), "text": .string(name)]]
      return InferredCheck(exists ? noun : "\(noun)-gone", exists ? listing : ["not": listing])
    }
  }

  /// A command that leaves nothing to look at: that it was run, with the names it was run with.
  private func observed(_ docker: DockerWords) -> InferredCheck {
    let ids = [
      "images": "listed", "ps": "listed", "logs": "read", "inspect": "inspected", "exec": "executed",
    ]
    let isAboutOne = ["logs", "inspect", "exec", "top", "port", "history", "restart"].contains(docker.verb)
    let words = isAboutOne ? docker.arguments.prefix(1).filter { !$0.isSubstituted } : []
    let id = ids[docker.verb] ?? docker.verb.split(separator: " ").joined(separator: "-")
    return ran(id, Self.spellings(docker.verb), with: Array(words))
  }

  /// All the ways in which docker lets one write a command.
  private static func spellings(_ verb: String) -> [String] {
    switch verb {
    case "images": ["docker images", "docker image ls", "docker image list"]
    case "ps": ["docker ps", "docker container ls", "docker container list", "docker container ps"]
    case "run", "logs", "exec", "restart", "top", "port", "stats", "attach", "cp", "diff", "rename", "pause":
      ["docker \(verb)", "docker container \(verb)"]
    case "pull", "push", "history", "build": ["docker \(verb)", "docker image \(verb)"]
    case let compose where compose.hasPrefix("compose "):
      ["docker \(compose)", "docker-compose \(compose.dropFirst(8))"]
    default: ["docker \(verb)"]
    }
  }
}
