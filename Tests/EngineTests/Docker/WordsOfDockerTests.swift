import Basics
import DockerCLI
import TestSupport
import Testing

@testable import Engine

/// Rows were seen to differ from Docker 20.10.24 with its CLI 28.2.2.
struct `What the bundled docker says` {
  struct Row: Sendable, CustomTestStringConvertible {
    let command: String
    let exit: Int32
    /// All that it prints, or how that begins.
    let text: String

    init(_ command: String, _ exit: Int32, _ text: String) {
      (self.command, self.exit, self.text) = (command, exit, text)
    }

    var testDescription: String { command }
  }

  /// Runs a command, whose empty words are written `''`, and compares.
  private func check(_ rows: [Row], in lab: NeighbourhoodFixture) async {
    for row in rows {
      let words = row.command.split(separator: " ").map { $0 == "''" ? "" : String($0) }
      let ran = await lab.bundledDocker(words)
      #expect(
        ran.exit == row.exit && (ran.output + ran.errors).hasPrefix(row.text),
        "docker \(row.command): \(ran)")
    }
  }

  @Test func `of options and values that make no sense is what docker says`() async throws {
    let usage = "\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]"
    let environment = #""-e, --env" flag: invalid environment variable: "#
    let label = #""-l, --label" flag: invalid label"#
    try await NeighbourhoodFixture.with { lab in
      await check(
        [
          Row("run -e =x img", 125, "invalid argument \"=x\" for \(environment)=x\(usage)"),
          Row("run -e '' img", 125, "invalid argument \"\" for \(environment)\(usage)"),
          Row("run -l =x img", 125, "invalid argument \"=x\" for \(label) '=x': empty name"),
          Row("run -a no img", 125, "invalid argument \"no\" for \"-a, --attach\" flag: valid streams are"),
          Row("run -d -a stdout img", 1, "conflicting options: cannot specify both --attach and --detach\n"),
          Row("run -v '' img", 125, "docker: invalid empty volume spec\n"),
          Row("run -v /x: img", 125, "docker: invalid spec: /x:: empty section between colons\n"),
          Row("run -v /a:/b:ro:x img", 125, "docker: invalid spec: /a:/b:ro:x: too many colons\n"),
          Row(
            "run --pull never -v a:b:c:d nosuch:1", 125, "docker: Error response from daemon: No such image"),
          Row("run -p 81:81:81:81 img", 125, "docker: invalid IP address: 81:81\n"),
          Row("run --expose abc img", 125, "docker: invalid range format for --expose: abc, error: strconv"),
          Row(
            "run --expose 9-8 img", 125,
            "docker: invalid range format for --expose: 9-8, error: invalid range specified for port: 9-8\n"),
          Row("run --memory-swappiness 200 img", 125, "docker: invalid value: 200. Valid memory swappiness"),
          Row("run --mac-address zz img", 125, "docker: zz is not a valid mac address\n"),
          Row("run --uts no img", 125, "docker: --uts: invalid UTS mode\n"),
          Row("run --security-opt no img", 125, "docker: Invalid --security-opt: \"no\"\n"),
          Row(
            "run --log-driver none --log-opt a=b img", 125, "docker: invalid logging opts for driver none\n"),
          Row(
            "run --network bridge --network bridge img", 125, "docker: network \"bridge\" is specified mult"),
          Row(
            "run --network-alias x img", 125,
            "docker: network-scoped aliases are only supported for user-defined networks\n"),
          Row(
            "run --cpu-count 1 img", 1,
            "\"--cpu-count\" is only supported on a Docker daemon running on windows, but the Docker daemon is "
          ),
          Row(
            "run --annotation a=b img", 1, "\"--annotation\" requires API version 1.43, but the Docker daem"),
          Row("image foo --bar", 125, "unknown flag: --bar\n\nUsage:  docker image\n"),
          Row(
            "volume foo", 1, "docker: unknown command: docker volume foo\n\nUsage:  docker volume COMMAND\n"),
          Row("foo --bar", 125, "unknown flag: --bar\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n"),
          Row("help nosuch", 1, "unknown help topic: nosuch\n"),
          Row("help ps foo", 1, "unknown help topic: foo\n"),
          Row("-l nosuch ps", 1, "Unable to parse logging level: nosuch\n"),
          Row(
            "network create --gateway 10.2.0.1 t", 1, "every ip-range or gateway must have a corresponding"),
          Row(
            "network create --subnet 10.2.0.0/16 --ip-range 10.3.0.0/24 t", 1,
            "no matching subnet for range 10.3.0.0/24\n"),
          Row("-v ps -q", 0, ""),
          Row("ps -h", 0, "Flag shorthand -h has been deprecated, use --help\nUsage:"),
          Row(
            "tag '' x", 1, "Error parsing reference: \"\" is not a valid repository/tag: invalid reference"),
          Row("tag img -x", 1, "Error parsing reference: \"-x\" is not a valid repository/tag: invalid"),
          Row("image inspect ''", 1, "[]\nError: No such image: \n"),
          Row("volume rm ''", 1, "invalid volume name or ID: value is empty\n"),
          Row("login -u '' x", 1, "username is empty\n"),
          Row(
            "login -p x --password-stdin x", 1,
            "conflicting options: cannot specify both --password and --password-stdin\n"),
          Row(
            "system prune --volumes --filter until=1h", 1, "ERROR: The \"until\" filter is not supported with"
          ),
          Row(
            "save -o no/such/file img", 1, "failed to save image: invalid output path: stat no/such: no such"),
          Row("save -o /tmp img", 1, "failed to save image: cannot write to a directory\n"),
          Row("version -f {{.Server", 64, "template parsing error: template: version:1: unclosed action\n"),
          Row(
            "inspect --type x y", 1,
            "unknown type: \"x\": must be one of \"config\", \"container\", \"image\""),
          Row("events --since abc", 1, "failed to parse value as time or duration: \"abc\"\n"),
          Row(
            "context ls --format {{.Nope}}", 1, "template parsing error: template: :1:2: executing \"\" at"),
          Row("context ls", 0, "NAME        DESCRIPTION                               DOCKER ENDPOINT"),
          Row("system df -v", 0, "Images space usage:\n\nREPOSITORY "),
        ], in: lab)
    }
  }

  @Test func `for the engine is what a real one says`() async throws {
    let daemon = "Error response from daemon: "
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["pull", "-q", "registry:2.7.1"])
      _ = await lab.bundledDocker(["run", "-d", "--name", "reg", "registry:2.7.1"])
      _ = await lab.bundledDocker(["create", "--name", "made", "registry:2.7.1"])
      let image = "registry:2.7.1"
      await check(
        [
          Row("logs --tail -1 made", 0, ""), Row("logs --tail -1 reg", 0, ""),
          Row("rename made reg", 1, "\(daemon)Error when allocating new name: Conflict. The container name"),
          Row("rename made a!", 1, "\(daemon)Error when allocating new name: Invalid container name (/a!), "),
          Row("kill nosuch", 1, "\(daemon)Cannot kill container: nosuch: No such container: nosuch\n"),
          Row("kill -s 99 reg", 1, "\(daemon)Cannot kill container: reg: The linux daemon does not support"),
          Row("attach made", 1, "You cannot attach to a stopped container, start it first\n"),
          Row(
            "port reg abc", 1, "Error: invalid port (abc): strconv.ParseUint: parsing \"abc\": invalid syn"),
          Row("ps -a -f since=nosuch", 1, "\(daemon)no such container nosuch\n"),
          Row("ps -f publish=abc", 1, "\(daemon)error while looking up for publish abc: strconv.ParseUint"),
          Row("ps -aq --format {{.Nope}} -f name=nosuch", 0, "WARNING: Ignoring custom format, because both"),
          Row("inspect -f {{.LogPath}} made", 0, "\n"),
          Row("ps -a -f expose=5000 --format {{.Names}}", 0, "reg\n"),
          Row("history Alpine", 1, "\(daemon)invalid reference format: repository name must be lowercase\n"),
          Row(
            "tag \(image) sha256:x", 1, "\(daemon)refusing to create an ambiguous tag using digest algorit"),
          Row("image inspect -f {{.GraphDriver.Name}} \(image)", 0, "overlay2\n"),
          Row("image prune -f --filter until=1h", 0, "Total reclaimed space: 0B\n"),
          Row(
            "image prune -f --filter until=x", 1, "\(daemon)failed to parse value as time or duration: \"x\""),
          Row(
            "create --restart on-failure:-1 \(image)", 1, "\(daemon)maximum retry count cannot be negative"),
          Row("create -v xx:/x:bad \(image)", 1, "\(daemon)invalid mode: bad\n"),
          Row(
            "create --mount type=no,dst=/d \(image)", 1,
            "\(daemon)invalid mount config for type \"no\": mount"),
          Row("export -o out.tar made", 0, ""),
          Row(
            "import out.tar sha256:x", 1, "\(daemon)refusing to create an ambiguous tag using digest algorit"),
          Row("images -f dangling=true --format {{.Repository}}", 0, "<none>\n"),
          Row("rm -l made", 1, "\(daemon)Conflict, cannot remove the default link name of the container\n"),
          Row("load -i /tmp", 1, "error during connect: Post \"http://"),
          Row("version -f {{.Server.Os}}{{.Server.No}}", 1, "linux\ntemplate: version:1:23: executing"),
          Row("create --dns-opt x --uts no Alpine", 125, "docker: --uts: invalid UTS mode\n"),
          Row("create --name bare --entrypoint '' \(image) x", 0, ""),
          Row("inspect -f {{.Config.Entrypoint}} bare", 0, "[]\n"),
          Row("create --name free --restart '' \(image)", 0, ""),
          Row("inspect -f |{{.HostConfig.RestartPolicy.Name}}| free", 0, "||\n"),
          Row("commit -c CMD made empty", 0, "sha256:"),
          Row("inspect -f {{.Config.Cmd}} empty", 0, "[/bin/sh -c]\n"),
          Row("create --mount type=volume,src=vv,dst=/x,readonly --name kept \(image)", 0, ""),
          Row(
            "inspect -f {{.Mounts}} kept", 0,
            "[{volume vv /var/lib/docker/volumes/vv/_data /x local z false } {vol"),
          Row(
            "run --log-opt labels=who -l who=me --log-opt tag={{.Name}} --name said hello-world", 0, "\nHello"
          ),
          Row("logs --details said", 0, "tag=said,who=me \n"),
          Row("create --stop-signal NO \(image)", 1, "\(daemon)Invalid signal: NO\n"),
          Row(
            "create --log-opt no=1 \(image)", 1, "\(daemon)unknown log opt 'no' for json-file log driver\n"),
          Row("run --ipc no alpine true", 125, "docker: \(daemon)Invalid IPC mode: no"),
          Row("create --runtime no \(image)", 1, "\(daemon)Unknown runtime specified no\n"),
          Row(
            "create --cpuset-cpus a \(image)", 1, "\(daemon)Invalid value a for cpuset cpus: invalid format"),
          Row("create --cpu-period 1 \(image)", 1, "\(daemon)CPU cfs period can not be less than 1ms"),
          Row(
            "create --oom-score-adj 5000 \(image)", 1, "\(daemon)Invalid value 5000, range for oom score adj"),
          Row("run --network container:no alpine true", 125, "docker: \(daemon)No such container: no"),
          Row(
            "run --log-opt max-size=x \(image)", 125, "docker: \(daemon)failed to initialize logging driver: "
          ),
          Row(
            "network create bridge", 1, "\(daemon)operation is not permitted on predefined bridge network \n"),
          Row("network create -d host x", 1, "\(daemon)only one instance of \"host\" network is allowed\n"),
          Row(
            "network create --subnet abc x", 1, "\(daemon)Invalid subnet abc : invalid CIDR address: abc\n"),
          Row("network ls -f type=no", 1, "\(daemon)invalid filter: 'type'='no'\n"),
          Row(
            "network connect host reg", 1, "\(daemon)container cannot be disconnected from host network or"),
          Row(
            "network connect none reg", 1, "\(daemon)container cannot be connected to multiple networks with"),
          Row("network connect no no", 1, "\(daemon)No such container: no\n"),
          Row("network disconnect -f bridge no", 1, "\(daemon)endpoint no not found\n"),
          Row("volume ls -f dangling=x", 1, "\(daemon)Invalid filter 'dangling=[x]'\n"),
          Row("volume prune -f --filter all=1", 1, "\(daemon)Invalid filter 'all'\n"),
          Row("events --since 0 --until 1 --filter no=x", 0, ""),
          Row("inspect -s -f {{.Os}} \(image)", 0, "linux\nWARNING: --size ignored for image\n"),
          Row("inspect --type task x", 1, "[]\n\(daemon)This node is not a swarm manager."),
          Row("commit -c STOPSIGNAL made", 1, "\(daemon)stopsignal is not a valid change command\n"),
        ], in: lab)
    }
  }
}

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `An image made of a container` {
  @Test func `stands on the one before, which stays as long as it does`() async throws {
    try await NeighbourhoodFixture.with { lab in
      func run(_ words: String) async -> (exit: Int32, output: String, errors: String) {
        await lab.bundledDocker(words.split(separator: " ").map(String.init))
      }
      _ = await run("run --name box alpine touch /new")
      let base = await run("images -q --no-trunc alpine").output.dropLast()
      _ = await run("commit -m why box mine")
      let told = await run("image inspect -f {{.Parent}}|{{.Comment}} mine").output
      #expect(told == "\(base)|why\n")
      let ids = await run("history -q --no-trunc mine").output.split(separator: "\n")
      #expect(ids.count > 1 && ids[1] == base, "\(ids)")
      _ = await run("rm box")
      let untagged = await run("rmi alpine").output
      #expect(untagged.contains("Untagged: alpine:latest\n") && !untagged.contains("Deleted"), "\(untagged)")
      #expect(await !run("images -q --no-trunc").output.contains(base))
      #expect(await run("images -aq --no-trunc").output.contains(base))
      let kept = await run("rmi -f \(base)")
      #expect(kept.errors.contains("(cannot be forced) - image has dependent child images"), "\(kept)")
      let gone = await run("rmi mine").output.split(separator: "\n")
      #expect(gone.contains("Deleted: \(base)"), "\(gone)")
      #expect(await !run("images -aq --no-trunc").output.contains(base))
    }
  }
}

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `A volume over files of the image` {
  @Test func `has them as soon as the container is made, and is copied under its own name`() async throws {
    try await NeighbourhoodFixture.with { lab in
      func run(_ words: String) async -> (exit: Int32, output: String, errors: String) {
        await lab.bundledDocker(words.split(separator: " ").map(String.init))
      }
      _ = await run("create --name box -v data:/etc alpine")
      let archive = await run("cp box:/etc -").output
      #expect(archive.hasPrefix("etc/") && archive.contains("etc/passwd"), "\(archive.prefix(200))")
      #expect(await run("cp box:/etc copy").errors.isEmpty)
      #expect(Folders.isFolder(lab.scratch.path + "/copy"))
    }
  }
}
