import DockerAPI
import DockerCLI
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Options of docker run` {
  private func output(_ words: [String], in lab: NeighbourhoodFixture) async -> String {
    let ran = await lab.bundledDocker(words)
    return ran.exit == 0 ? ran.output : "\(ran.exit): \(ran.errors)"
  }

  private func output(_ arguments: String, in lab: NeighbourhoodFixture) async -> String {
    await output(arguments.split(separator: " ").map(String.init), in: lab)
  }

  @Test func `give rights to the process and take them`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let rights = "alpine grep CapEff /proc/self/status"
      #expect(await output("run --rm \(rights)", in: lab) == "CapEff:\t00000000a80425fb\n")
      #expect(await output("run --rm --cap-drop ALL \(rights)", in: lab) == "CapEff:\t0000000000000000\n")
      // CAP_NET_ADMIN is the thirteenth, counted from none.
      #expect(
        await output("run --rm --cap-drop all --cap-add NET_ADMIN \(rights)", in: lab)
          == "CapEff:\t0000000000001000\n")
      #expect(await output("run --rm --cap-drop ALL -u nobody alpine id -u", in: lab) == "65534\n")
      _ = await output("create --name box --cap-add net_admin --cap-drop CAP_chown alpine", in: lab)
      #expect(
        await output(["inspect", "-f", "{{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}}", "box"], in: lab)
          == "[CAP_NET_ADMIN] [CAP_CHOWN]\n")
    }
  }

  @Test func `name servers, names and addresses as Docker does`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let servers = "cat /etc/resolv.conf"
      #expect(
        await output(
          "run --rm --dns 192.0.2.53 --dns-search lab --dns-option ndots:2 alpine \(servers)", in: lab)
          == "search lab\nnameserver 192.0.2.53\noptions ndots:2\n")
      #expect(await output("run --rm alpine \(servers)", in: lab).contains("nameserver "))
      #expect(
        await output(
          "run --rm --add-host there:192.0.2.7 --add-host up=host-gateway alpine cat /etc/hosts", in: lab
        )
        .contains("192.0.2.7\tthere\n172.17.0.1\tup\n"))
      #expect(await output("network create --subnet 10.9.0.0/16 lab", in: lab).count == 65)
      #expect(
        await output("run --rm --network lab alpine \(servers)", in: lab).hasSuffix(
          "nameserver 127.0.0.11\noptions ndots:0\n"))
      #expect(
        await output("run --rm --network lab --ip 10.9.0.5 alpine hostname -i", in: lab) == "10.9.0.5\n")
      #expect(await output("run -d --name db --network lab alpine sleep 600", in: lab).count == 65)
      let linked = await output("run --rm --network lab --link db:base alpine nslookup base", in: lab)
      #expect(linked.contains("10.9.0.2"), "\(linked)")
      let own = await output("run --rm --network lab --hostname box alpine tail -n 1 /etc/hosts", in: lab)
      #expect(own == "10.9.0.3\tbox\n")
    }
  }

  @Test func `links bring names and variables`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await output("run -d --name db --expose 80 -e A=1 alpine sleep 600", in: lab).count == 65)
      let id = try await lab.host.inspect("db").id.prefix(12)
      let linked = await output("run --name box --link db:my-base alpine env", in: lab)
      #expect(
        linked.contains(
          """
          MY_BASE_PORT=tcp://172.17.0.2:80
          MY_BASE_PORT_80_TCP=tcp://172.17.0.2:80
          MY_BASE_PORT_80_TCP_ADDR=172.17.0.2
          MY_BASE_PORT_80_TCP_PORT=80
          MY_BASE_PORT_80_TCP_PROTO=tcp
          MY_BASE_NAME=/box/my-base
          MY_BASE_ENV_A=1

          """), "\(linked)")
      #expect(await output("inspect -f {{.HostConfig.Links}} box", in: lab) == "[/db:/box/my-base]\n")
      let names = await output("run --rm --link db:base alpine cat /etc/hosts", in: lab)
      #expect(names.contains("172.17.0.2\tbase \(id) db\n"), "\(names)")
    }
  }

  @Test func `say where the process may write, and what it may use up`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await output("run --rm --read-only alpine touch /x", in: lab).contains("Read-only file system"))
      #expect(await output("run --rm --read-only alpine touch /etc/hosts", in: lab).contains("Read-only"))
      #expect(await output("run --rm -v kept:/d --name box alpine touch /d/file", in: lab) == "")
      #expect(await output("create -v kept:/d --name holder alpine", in: lab).count == 65)
      #expect(await output("run --rm --volumes-from holder alpine ls /d", in: lab) == "file\n")
      #expect(
        await output("run --rm --volumes-from holder:ro alpine touch /d/x", in: lab).contains("Read-only"))
      let limits = "ulimit -n; ulimit -Hn; ulimit -u"
      #expect(
        await output(
          [
            "run", "--rm", "--ulimit", "nofile=100:200", "--ulimit", "nproc=50", "alpine", "sh", "-c", limits,
          ],
          in: lab) == "100\n200\n50\n")
      #expect(
        await output("run --rm --shm-size 1m alpine df /dev/shm", in: lab).contains(
          "1024         0      1024"))
    }
  }

  @Test(arguments: ["alpine sleep 600", "nginx:1.19.2"])
  func `memory file systems are the container's own, for all its commands`(command: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await output("run -d --name box --tmpfs /a --tmpfs /b:size=64k,mode=700 \(command)", in: lab)
      #expect(ran.count == 65, "\(ran)")
      #expect(await output("exec box touch /a/file", in: lab) == "")
      #expect(await output("exec box ls /a", in: lab) == "file\n")
      let mounts = await output("exec box grep tmpfs./[ab] /proc/mounts", in: lab)
      #expect(mounts.contains("tmpfs /a tmpfs rw,nosuid,nodev,noexec,relatime"), "\(mounts)")
      #expect(
        mounts.contains("tmpfs /b tmpfs rw,nosuid,nodev,noexec,relatime,size=64k,mode=700"), "\(mounts)")
      #expect(
        await output("inspect -f {{.HostConfig.Tmpfs}} box", in: lab) == "map[/a: /b:size=64k,mode=700]\n")
      #expect(await output("restart -t 0 box", in: lab) == "box\n")
      #expect(await output("exec box ls /a", in: lab) == "")
      let mount = "type=tmpfs,dst=/m,tmpfs-size=64k,tmpfs-mode=711"
      #expect(
        await output("run --rm --mount \(mount) alpine stat -c %a /m", in: lab) == "711\n")
    }
  }

  @Test func `an init is the first process, if there is one to be had`() async throws {
    guard case .available(let tools, _) = ProcessSupport.found() else { return }
    try await NeighbourhoodFixture.with { lab in
      let ran = await output("run --rm --init alpine sh -c ps", in: lab)
      if tools.firstProgram == nil {
        #expect(ran.hasPrefix("125: ") && ran.contains("tini"))
      } else {
        #expect(ran.contains("/sbin/docker-init -- sh -c ps"), "\(ran)")
      }
    }
  }

  @Test func `a container that takes more memory than it may is ended`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker([
        "run", "--name", "small", "-m", "16m", "alpine", "tail", "/dev/zero",
      ])
      #expect(ran.exit == 137, "\(ran)")
      #expect(
        await output(
          [
            "inspect", "-f", "{{.State.OOMKilled}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}",
            "small",
          ],
          in: lab) == "true 16777216 33554432\n")
    }
  }

  @Test func `that nothing enforces are kept, with a warning`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(["run", "--name", "box", "--cpus", "0.5", "alpine", "true"])
      #expect(ran.exit == 0)
      #expect(ran.errors.hasPrefix("WARNING: ") && ran.errors.contains("'--cpus'"), "\(ran.errors)")
      #expect(await output("inspect -f {{.HostConfig.NanoCpus}} box", in: lab) == "500000000\n")
      #expect(await output("run -d --cpus 0.5 --name web nginx:1.19.2", in: lab).count == 65)
      #expect(await output("update -m 64m --memory-swap 128m box", in: lab) == "box\n")
      #expect(await output("inspect -f {{.HostConfig.Memory}} box", in: lab) == "67108864\n")
      #expect(
        await output("update -m 256m box", in: lab).contains(
          "Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time"
        ))
    }
  }

  private static let flagMistakes = [
    ("-m much", "invalid argument \"much\" for \"-m, --memory\" flag: invalid size: 'much'"),
    ("-m 64x", "invalid argument \"64x\" for \"-m, --memory\" flag: invalid suffix: 'x'"),
    ("--cpus x", "invalid argument \"x\" for \"--cpus\" flag: failed to parse x as a rational number"),
    ("--cpus 0.0000000001", "invalid argument \"0.0000000001\" for \"--cpus\" flag: value is too precise"),
    ("--add-host x", "invalid argument \"x\" for \"--add-host\" flag: bad format for add-host: \"x\""),
    (
      "--add-host x:1.2",
      "invalid argument \"x:1.2\" for \"--add-host\" flag: invalid IP address in add-host: \"1.2\""
    ),
    ("--dns x", "invalid argument \"x\" for \"--dns\" flag: IP address is not correctly formatted: x"),
    ("--dns-search a_b", "invalid argument \"a_b\" for \"--dns-search\" flag: a_b is not a valid domain"),
    ("--link a:b:c", "invalid argument \"a:b:c\" for \"--link\" flag: bad format for links: a:b:c"),
    ("--ulimit x=1", "invalid argument \"x=1\" for \"--ulimit\" flag: invalid ulimit type: x"),
    (
      "--ulimit nofile=2:1",
      "invalid argument \"nofile=2:1\" for \"--ulimit\" flag: "
        + "ulimit soft limit must be less than or equal to hard limit: 2 > 1"
    ),
    (
      "--health-interval 1x",
      "invalid argument \"1x\" for \"--health-interval\" flag: time: unknown unit \"x\" in duration \"1x\""
    ),
    (
      "--mount type=tmpfs,dst=/x,tmpfs-mode=9",
      "invalid argument \"type=tmpfs,dst=/x,tmpfs-mode=9\" for \"--mount\" flag: invalid value for tmpfs-mode: 9"
    ),
  ]

  @Test(arguments: flagMistakes)
  func `are read as docker reads them`(option: String, reason: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let words = ["run"] + option.split(separator: " ").map(String.init) + ["alpine", "true"]
      let ran = await lab.bundledDocker(words)
      #expect(ran.exit == 125)
      #expect(ran.errors.hasPrefix("\(reason)\n\nUsage:  docker run [OPTIONS] IMAGE"), "\(ran.errors)")
    }
  }

  @Test(arguments: [
    ("--device /dev/null:/dev/nothing alpine ls /dev/nothing", "/dev/nothing\n"),
    ("--uts host alpine hostname", "host-a\n"), ("--cpuset-cpus 0 alpine nproc", "1\n"),
    ("--oom-score-adj 100 alpine cat /proc/self/oom_score_adj", "100\n"),
    ("--sysctl net.core.somaxconn=99 alpine cat /proc/sys/net/core/somaxconn", "99\n"),
    ("--network none --sysctl net.core.somaxconn=98 alpine cat /proc/sys/net/core/somaxconn", "98\n"),
    ("--tmpfs /x --sysctl net.core.somaxconn=97 alpine cat /proc/sys/net/core/somaxconn", "97\n"),
    ("--security-opt label=user:x --log-driver local alpine echo said", "said\n"),
  ])
  func `are done for real where a room can have them`(words: String, printed: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let found = await output("run --rm \(words)", in: lab)
      #expect(words.hasPrefix("--uts") ? found.count > 1 : found == printed, "\(found)")
    }
  }

  @Test func `let a container live in the network of another, under its name`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await output("run -d --name first --hostname box alpine sleep 600", in: lab).count == 65)
      let shared = "run --rm --network container:first alpine"
      #expect(await output("\(shared) hostname", in: lab) == "box\n")
      #expect(await output("\(shared) hostname -i", in: lab) == "172.17.0.2\n")
      #expect(
        await output("run -d --name side --network container:first alpine sleep 600", in: lab).count == 65)
      #expect(await output("exec side hostname -i", in: lab) == "172.17.0.2\n")
      let id = try await lab.host.inspect("first").id
      #expect(await output("inspect -f {{.HostConfig.NetworkMode}} side", in: lab) == "container:\(id)\n")
      #expect(
        await output("run --rm --network container:first -p 80:80 alpine true", in: lab).hasPrefix(
          "125: docker: Error response from daemon: conflicting options: port publishing and the container"))
      _ = await output("rm -f first", in: lab)
      #expect(
        await output("restart -t 0 side", in: lab).contains(
          "Cannot restart container side: No such container: \(id)"))
    }
  }

  @Test func `leave one folder of shared memory to all commands of a container, until it stops`() async throws
  {
    try await NeighbourhoodFixture.with { lab in
      #expect(await output("run -d --name box alpine sleep 600", in: lab).count == 65)
      #expect(await output(["exec", "box", "sh", "-c", "echo kept > /dev/shm/x"], in: lab) == "")
      #expect(await output("exec box cat /dev/shm/x", in: lab) == "kept\n")
      _ = await output("restart -t 0 box", in: lab)
      #expect(await output("exec box ls -A /dev/shm", in: lab) == "")
    }
  }

  @Test(arguments: [
    (
      "--device /dev/nosuch",
      "error gathering device information while adding custom device \"/dev/nosuch\": no such file or directory"
    ),
    ("--gpus all", "could not select device driver \"\" with capabilities: [[gpu]]"),
    ("--log-driver syslog", "failed to initialize logging driver: Unix syslog delivery error"),
    ("--ip6 ::1", "user specified IP address is supported on user defined networks only"),
    ("--group-add nosuch", "Unable to find group nosuch: no matching entries in group file"),
    ("--device-read-bps /dev/nosuch:1mb", "stat /dev/nosuch: no such file or directory"),
    ("--ipc nosuch", "Invalid IPC mode: nosuch"), ("--network container:nosuch", "No such container: nosuch"),
    ("--sysctl net.nosuch=1", "open /proc/sys/net/nosuch: no such file or directory: unknown"),
    ("-h \(String(repeating: "x", count: 65))", "sethostname: invalid argument: unknown"),
  ])
  func `are refused as late as Docker refuses them, and the container stays`(
    options: String, reason: String
  ) async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await output("create --name box \(options) alpine true", in: lab).count == 65)
      let started = await output("start box", in: lab)
      #expect(started.hasPrefix("1: Error response from daemon: "), "\(started)")
      #expect(started.contains("\(reason)\n"), "\(started)")
      #expect(await output("inspect -f {{.State.Status}} box", in: lab) == "created\n")
    }
  }

  @Test func `of a program that is not there leave their ports in the list, and of a folder make it at once`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      _ = await output("run -d --name lost -p 18080:80 alpine nosuch", in: lab)
      #expect(
        await output("ps -a --format {{.Ports}}", in: lab) == "0.0.0.0:18080->80/tcp, [::]:18080->80/tcp\n")
      #expect(await output("inspect -f {{.NetworkSettings.Ports}} lost", in: lab) == "map[]\n")
      _ = await output("create --name box -w /brand/new alpine", in: lab)
      #expect(await output("diff box", in: lab) == "A /brand\nA /brand/new\n")
    }
  }

  @Test(arguments: [
    ("--ip 10.9.0.5", "user specified IP address is supported on user defined networks only"),
    ("--ip x", "invalid IPv4 address: x"),
    (
      "--network lab --ip 10.8.0.5",
      "Invalid address 10.8.0.5: It does not belong to any of this network's subnets"
    ),
    ("--network lab --ip 10.9.0.1", "Address already in use"),
    (
      "--network auto --ip 172.18.0.5",
      "user specified IP address is supported only when connecting to networks with user configured subnets"
    ),
    ("--link nosuch", "could not get container for nosuch: No such container: nosuch"),
    ("--name box --link still", "Cannot link to a non running container: /still AS /box/still"),
    (
      "--storage-opt size=1G",
      "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
    ),
    ("--security-opt a=b", "invalid --security-opt 2: \"a=b\""),
    ("--log-driver x", "error looking up logging plugin x: plugin \"x\" not found"),
    ("--log-driver gelf", "gelf-address is a required parameter"),
    ("--uts host -h x", "conflicting options: hostname and the UTS mode"),
    ("--cpuset-mems 7", "Requested memory nodes are not available - requested 7, available: 0"),
    ("--kernel-memory 1m", "Minimum kernel memory limit allowed is 6MB"),
    ("--ip6 x", "invalid IPv6 address: x"),
    ("-w /etc/passwd", "Cannot mkdir: /etc/passwd is not a directory"),
    ("--ipc container:nosuch", "No such container: nosuch"),
    ("--pid container:nosuch", "No such container: nosuch"),
    ("-w here", "the working directory 'here' is invalid, it needs to be an absolute path"),
    ("--cap-add nosuch", "invalid CapAdd: unknown capability: \"CAP_NOSUCH\""),
    ("--volumes-from nosuch", "No such container: nosuch"),
    ("--volumes-from still:xx", "invalid mode: xx"), ("-v vv:/x:ro,rw", "invalid mode: ro,rw"),
    (
      "--mount type=volume,dst=/x,readonly",
      "invalid mount config for type \"volume\": must not set ReadOnly mode when using anonymous volumes"
    ),
    (
      "--mount type=bind,src=/tmp,dst=/x,bind-propagation=no",
      "invalid mount config for type \"bind\": invalid propagation mode: no"
    ),
    ("--network lab --network auto", "Container cannot be connected to network endpoints: auto, lab"),
    ("--tmpfs x", "invalid mount path: 'x' mount path must be absolute"),
    ("--tmpfs /x:nosuch", "invalid tmpfs option [\"nosuch\"]"),
    ("--tmpfs /x -v vv:/x", "Duplicate mount point: /x"),
    ("--health-cmd x --health-interval 1us", "Interval in Healthcheck cannot be less than 1ms"),
  ])
  func `are refused where Docker refuses them`(options: String, reason: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await output("network create --subnet 10.9.0.0/16 lab", in: lab)
      _ = await output("network create auto", in: lab)
      _ = await output("create --name still alpine", in: lab)
      let ran = await lab.bundledDocker(
        ["run", "--rm"] + options.split(separator: " ").map(String.init) + ["alpine", "true"])
      #expect(ran.exit == 125)
      #expect(ran.errors.hasPrefix("docker: Error response from daemon: \(reason)\n"), "\(ran.errors)")
    }
  }

  @Test(
    .enabled(if: RealDocker.isInstalled, "\(RealDocker.reason)"),
    arguments: [
      "--privileged", "--pid=host", "--device=/dev/ptmx", "--ulimit=rttime=100",
      "--sysctl=kernel.shmmax=1000000", "--cap-add=SYS_ADMIN", "--ipc=host",
      "--device-cgroup-rule=c 1:3 rwm",
    ])
  func `that a practice machine cannot honour are refused, not forgotten`(option: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = try await lab.docker("run", "--rm", option, "alpine", "true")
      #expect(ran.status == 125)
      #expect(ran.stderr.contains("this practice machine does not have '--"), "\(ran)")
      // One that is played has nothing to lose by it.
      #expect(try await lab.docker("run", "-d", option, "registry:2.7.1").status == 0)
    }
  }
}
