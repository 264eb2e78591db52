import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Options of docker run that are refused` {
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
    (
      "--device /dev/nosuch",
      "error gathering device information while adding custom device \"/dev/nosuch\": no such file or directory"
    ),
    ("--gpus all", "could not select device driver \"\" with capabilities: [[gpu]]"),
    ("--log-driver syslog", "failed to initialize logging driver: Unix syslog delivery error"),
    ("--ip6 ::1", "user specified IP address is supported on user defined networks only"),
    ("--group-add nosuch", "Unable to find group nosuch: no matching entries in group file"),
    ("--group-add 99999999999", "uids and gids must be in range 0-2147483647"),
    ("--device-read-bps /dev/nosuch:1mb", "stat /dev/nosuch: no such file or directory"),
    ("--ipc nosuch", "Invalid IPC mode: nosuch"), ("--network container:nosuch", "No such container: nosuch"),
    ("--sysctl net.nosuch=1", "open /proc/sys/net/nosuch: no such file or directory: unknown"),
    ("-h \(String(repeating: "x", count: 65))", "sethostname: invalid argument: unknown"),
  ])
  func `are refused as late as Docker refuses them, and the container stays`(
    options: String, reason: String
  ) async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.output("create --name box \(options) alpine true").count == 65)
      let started = await lab.output("start box")
      #expect(started.hasPrefix("1: Error response from daemon: "), "\(started)")
      #expect(started.contains("\(reason)\n"), "\(started)")
      #expect(await lab.output("inspect -f {{.State.Status}} box") == "created\n")
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
      _ = await lab.output("network create --subnet 10.9.0.0/16 lab")
      _ = await lab.output("network create auto")
      _ = await lab.output("create --name still alpine")
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
