import DockerAPI
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Options of docker run` {
  @Test func `give rights to the process and take them`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let rights = "alpine grep CapEff /proc/self/status"
      #expect(await lab.output("run --rm \(rights)") == "CapEff:\t00000000a80425fb\n")
      #expect(await lab.output("run --rm --cap-drop ALL \(rights)") == "CapEff:\t0000000000000000\n")
      // CAP_NET_ADMIN is the thirteenth, counted from none.
      #expect(
        await lab.output("run --rm --cap-drop all --cap-add NET_ADMIN \(rights)")
          == "CapEff:\t0000000000001000\n")
      #expect(await lab.output("run --rm --cap-drop ALL -u nobody alpine id -u") == "65534\n")
      _ = await lab.output("create --name box --cap-add net_admin --cap-drop CAP_chown alpine")
      #expect(
        await lab.output(["inspect", "-f", "{{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}}", "box"])
          == "[CAP_NET_ADMIN] [CAP_CHOWN]\n")
    }
  }

  @Test func `name servers, names and addresses as Docker does`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let servers = "cat /etc/resolv.conf"
      #expect(
        await lab.output(
          "run --rm --dns 192.0.2.53 --dns-search lab --dns-option ndots:2 alpine \(servers)")
          == "search lab\nnameserver 192.0.2.53\noptions ndots:2\n")
      #expect(await lab.output("run --rm alpine \(servers)").contains("nameserver "))
      #expect(
        await lab.output(
          "run --rm --add-host there:192.0.2.7 --add-host up=host-gateway alpine cat /etc/hosts"
        )
        .contains("192.0.2.7\tthere\n172.17.0.1\tup\n"))
      #expect(await lab.output("network create --subnet 10.9.0.0/16 lab").count == 65)
      #expect(
        await lab.output("run --rm --network lab alpine \(servers)").hasSuffix(
          "nameserver 127.0.0.11\noptions ndots:0\n"))
      #expect(
        await lab.output("run --rm --network lab --ip 10.9.0.5 alpine hostname -i") == "10.9.0.5\n")
      #expect(await lab.output("run -d --name db --network lab alpine sleep 600").count == 65)
      let linked = await lab.output("run --rm --network lab --link db:base alpine nslookup base")
      #expect(linked.contains("10.9.0.2"), "\(linked)")
      let own = await lab.output("run --rm --network lab --hostname box alpine tail -n 1 /etc/hosts")
      #expect(own == "10.9.0.3\tbox\n")
    }
  }

  @Test func `links bring names and variables`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.output("run -d --name db --expose 80 -e A=1 alpine sleep 600").count == 65)
      let id = try await lab.host.inspect("db").id.prefix(12)
      let linked = await lab.output("run --name box --link db:my-base alpine env")
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
      #expect(await lab.output("inspect -f {{.HostConfig.Links}} box") == "[/db:/box/my-base]\n")
      let names = await lab.output("run --rm --link db:base alpine cat /etc/hosts")
      #expect(names.contains("172.17.0.2\tbase \(id) db\n"), "\(names)")
    }
  }

  @Test func `an init is the first process, if there is one to be had`() async throws {
    guard case .available(let tools, _) = ProcessSupport.found() else { return }
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.output("run --rm --init alpine sh -c ps")
      if tools.firstProgram == nil {
        #expect(ran.hasPrefix("125: ") && ran.contains("tini"))
      } else {
        #expect(ran.contains("/sbin/docker-init -- sh -c ps"), "\(ran)")
      }
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
      let found = await lab.output("run --rm \(words)")
      #expect(words.hasPrefix("--uts") ? found.count > 1 : found == printed, "\(found)")
    }
  }

  @Test func `let a container live in the network of another, under its name`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.output("run -d --name first --hostname box alpine sleep 600").count == 65)
      let shared = "run --rm --network container:first alpine"
      #expect(await lab.output("\(shared) hostname") == "box\n")
      #expect(await lab.output("\(shared) hostname -i") == "172.17.0.2\n")
      #expect(
        await lab.output("run -d --name side --network container:first alpine sleep 600").count == 65)
      #expect(await lab.output("exec side hostname -i") == "172.17.0.2\n")
      let id = try await lab.host.inspect("first").id
      #expect(await lab.output("inspect -f {{.HostConfig.NetworkMode}} side") == "container:\(id)\n")
      #expect(
        await lab.output("run --rm --network container:first -p 80:80 alpine true").hasPrefix(
          "125: docker: Error response from daemon: conflicting options: port publishing and the container"))
      _ = await lab.output("rm -f first")
      #expect(
        await lab.output("restart -t 0 side").contains(
          "Cannot restart container side: No such container: \(id)"))
    }
  }

  @Test func `of a program that is not there leave their ports in the list, and of a folder make it at once`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.output("run -d --name lost -p 18080:80 alpine nosuch")
      #expect(
        await lab.output("ps -a --format {{.Ports}}") == "0.0.0.0:18080->80/tcp, [::]:18080->80/tcp\n")
      #expect(await lab.output("inspect -f {{.NetworkSettings.Ports}} lost") == "map[]\n")
      _ = await lab.output("create --name box -w /brand/new alpine")
      #expect(await lab.output("diff box") == "A /brand\nA /brand/new\n")
    }
  }
}
