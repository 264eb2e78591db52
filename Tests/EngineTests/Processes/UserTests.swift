import Basics
import Shell
import TestSupport
import Testing

@testable import Engine

/// Whether rooms know more users than root here.
enum RoomUsers {
  static func areKnown() async -> Bool {
    guard case .available(let tools, _) = ProcessSupport.found() else { return false }
    return await NetworkRoom(with: tools)?.hasUsers ?? false
  }

  static let reason: Comment = "this account is lent no other users, or the package uidmap is not installed"
}

@Suite(.enabled(RoomUsers.reason) { await RoomUsers.areKnown() })
struct `A user of a container` {
  @Test(arguments: [
    ("-u 1000 alpine id", "uid=1000 gid=0(root) groups=0(root)\n"),
    ("-u 1000:50 alpine sh -c 'id -u; id -g'", "1000\n50\n"),
    ("-u nobody --group-add 5 --group-add 5 alpine grep Groups: /proc/self/status", "Groups:\t5 65534 \n"),
    ("-u 1000 alpine sh -c 'touch /x || touch /tmp/x && ls /tmp'", "x\n"),
    ("-u 1000 alpine sh -c 'echo again >/proc/self/fd/1'", "again\n"),
    ("-u 1000 alpine sh -c 'touch /dev/shm/x && ls /dev/shm'", "x\n"),
    (
      "-u 1000 --read-only alpine sh -c 'cat /etc/hostname >/dev/null; ls -a /root || echo closed'",
      "closed\n"
    ),
    ("--cap-drop ALL -u 1000 alpine id -u", "1000\n"),
    ("alpine sh -c 'chown 33:44 /tmp; stat -c %u:%g /tmp'", "33:44\n"),
    ("alpine su -s /bin/sh nobody -c 'id -un; touch /x || echo no'", "nobody\nno\n"),
    ("debian su -s /bin/sh nobody -c 'id -un'", "nobody\n"),
    ("--cap-drop CHOWN alpine sh -c 'chown 33 /tmp || echo no'", "no\n"),
    ("alpine grep CapEff /proc/self/status", "CapEff:\t00000000a80425fb\n"),
    (
      "-u 1000 alpine grep -E 'CapEff|CapBnd' /proc/self/status",
      "CapEff:\t0000000000000000\nCapBnd:\t00000000a80425fb\n"
    ),
    (
      "--cap-drop ALL --cap-add NET_ADMIN alpine grep CapBnd /proc/self/status", "CapBnd:\t0000000000001000\n"
    ),
    ("--network none -u 1000 alpine id -u", "1000\n"),
    ("--tmpfs /t:uid=1000,gid=50,mode=750 alpine stat -c '%u:%g %a' /t", "1000:50 750\n"),
    ("--tmpfs /memory -u 1000 alpine sh -c 'touch /memory/x && stat -c %u /memory/x'", "1000\n"),
  ])
  func `has its own rights, and no others`(options: String, text: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await Self.shell("docker run --rm \(options)", in: lab).output == text)
    }
  }

  @Test func `has its files wherever they are looked at`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let made = "touch /srv/a && chown 1000:50 /srv /srv/a && chmod 700 /srv && chmod 600 /srv/a"
      #expect(await lab.bundledDocker(["run", "--name", "box", "alpine", "sh", "-c", made]).exit == 0)
      #expect(await lab.bundledDocker(["diff", "box"]).output == "C /srv\nA /srv/a\n")
      let packed = Array(await lab.bundledDocker(["cp", "box:/srv", "-"]).output.utf8)
      let members = try ArchiveContent.members(packed).map(\.member)
      #expect(
        members.map(\.owner) == [UserAndGroup(user: 1000, group: 50), UserAndGroup(user: 1000, group: 50)])
      #expect(await lab.bundledDocker(["commit", "box", "people"]).exit == 0)
      let seen = ["stat", "-c", "%a %u:%g", "/srv", "/srv/a"]
      #expect(
        await lab.bundledDocker(["run", "--rm", "people"] + seen).output == "700 1000:50\n600 1000:50\n")
      // A volume that is new takes over the folder in whose place it is.
      let theirs = ["run", "--rm", "-v", "data:/srv", "-u", "1000", "people", "sh", "-c"]
      #expect(await lab.bundledDocker(theirs + ["echo more >>/srv/a; stat -c %a /srv"]).output == "700\n")
      let others = ["run", "--rm", "-v", "data:/srv", "-u", "1001", "alpine", "cat", "/srv/a"]
      #expect(await lab.bundledDocker(others).errors == "cat: can't open '/srv/a': Permission denied\n")
      #expect(await lab.bundledDocker(["volume", "rm", "data"]).exit == 0)
    }
  }

  @Test func `can be the one of a command in a container that runs`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.bundledDocker(["run", "-d", "--name", "box", "alpine", "sleep", "600"]).exit == 0)
      #expect(await lab.bundledDocker(["exec", "-u", "1000", "box", "id", "-u"]).output == "1000\n")
      let refused = await lab.bundledDocker(["exec", "-u", "1000", "box", "kill", "1"])
      #expect(refused.errors == "kill: can't kill pid 1: Operation not permitted\n")
      #expect(await lab.bundledDocker(["exec", "-d", "-u", "1000", "box", "sleep", "500"]).exit == 0)
      // It is a process of the computer, which has a name of its own for its user. What leads a command into the room has
      // its words too, and is root for as long as that takes.
      let name = ComputerAccounts.read().column(of: 1000)
      let isTheirs = try await lab.wait {
        await lab.bundledDocker(["top", "box"]).output.split(separator: "\n").contains {
          $0.hasPrefix("\(name) ") && $0.hasSuffix(" sleep 500")
        }
      }
      #expect(isTheirs)
      let table = await lab.bundledDocker(["top", "box"]).output.split(separator: "\n")
      #expect(Set(table.dropFirst().map { $0.split(separator: " ").first }) == ["root", name[...]])
    }
  }

  @Test func `is looked for before anything is mounted, and after volumes are filled`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let made = "echo x >/srv/a; chown -R 1000:50 /srv"
      #expect(await lab.bundledDocker(["run", "--name", "box", "alpine", "sh", "-c", made]).exit == 0)
      #expect(await lab.bundledDocker(["commit", "box", "people"]).exit == 0)
      let options = ["run", "--name", "late", "-u", "nosuch", "-v", "data:/srv", "-v", "/etc/passwd:/tmp"]
      let refused = await lab.bundledDocker(options + ["people", "true"])
      #expect(refused.errors.contains("unable to find user nosuch: no matching entries in passwd file"))
      #expect(await lab.bundledDocker(["diff", "late"]).output.isEmpty)
      let seen = ["run", "--rm", "-v", "data:/x", "alpine", "stat", "-c", "%u:%g", "/x", "/x/a"]
      #expect(await lab.bundledDocker(seen).output == "1000:50\n1000:50\n")
    }
  }

  @Test func `must be one of the computer's to be given what is copied in whole`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try lab.scratch.write("x", to: "file")
      #expect(await lab.bundledDocker(["create", "--name", "box", "-u", "nosuch", "alpine"]).exit == 0)
      #expect(await lab.bundledDocker(["cp", "file", "box:/"]).exit == 0)
      let copied = await lab.bundledDocker(["cp", "-a", "file", "box:/"])
      #expect(
        copied.errors
          == "Error response from daemon: getent unable to find entry \"nosuch\" in passwd database\n")
    }
  }

  private static func shell(_ line: String, in lab: NeighbourhoodFixture) async -> (
    output: String, errors: String
  ) {
    var words: [String] = []
    for (place, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      words += place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
    let ran = await lab.bundledDocker(Array(words.dropFirst()))
    return (ran.output, ran.errors)
  }
}
