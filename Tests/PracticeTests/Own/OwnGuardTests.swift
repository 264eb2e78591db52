import Basics
import Testing

@testable import Practice

/// What a command line means for things that dojo did not make.
@Suite struct OwnGuardTests {
  private static let ours = String(repeating: "a", count: 64)
  private static let theirs = String(repeating: "b", count: 64)
  private static let stopped = "bb0" + String(repeating: "c", count: 61)

  private var now: OwnInventory {
    var now = OwnInventory()
    now.fill(
      .containers,
      [
        [Self.ours, "registry", "registry:2.7.1", "running"],
        [Self.theirs, "db,old/db", "postgres:16", "running"],
        [Self.stopped, "once", "theirs:1", "exited"],
      ])
    now.fill(
      .images,
      [
        ["sha256:\(Self.ours)", "registry", "2.7.1"], ["sha256:\(Self.ours)", "vm:5000/testimage", "v1"],
        ["sha256:\(Self.theirs)", "docker.io/library/postgres", "16"],
        ["sha256:\(Self.stopped)", "<none>", "<none>"],
      ])
    now.fill(.volumes, [["ours"], ["theirs"]])
    now.fill(.networks, [["bridge"], ["theirs"]])
    return now
  }

  private var made: Belongings {
    var made = Belongings()
    made.containers = [Self.ours]
    made.images = ["docker.io/library/registry:2.7.1", "vm:5000/testimage:v1"]
    made.volumes = ["ours"]
    return made
  }

  private func threat(_ line: String) -> OwnThreat? {
    OwnGuard(OwnCommand(line.split(separator: " ").map(String.init)))?.threat(in: now, made: made)
  }

  @Test(arguments: [
    "ps -a", "run -d registry:2.7.1", "images", "rm -f registry", "container rm aaaa", "stop -t 3 registry",
    "rmi registry:2.7.1", "rmi registry:2.7.1 vm:5000/testimage:v1", "volume rm ours", "exec db true",
    "rm --help", "rm nobody", "logs db", "start once", "inspect db", "image ls", "tag registry:2.7.1 new:v1",
    "network ls", "compose version", "rm", "", "-v", "--context", "volume create theirs",
  ])
  func `a command that takes nothing of theirs away goes through`(line: String) {
    #expect(threat(line) == nil)
  }

  @Test(arguments: [
    ("rm -f registry db", "rm -f registry", ["db"]), ("rm -fv bbbb registry", "rm -fv registry", ["db"]),
    ("container rm --force registry db once", "container rm --force registry", ["db", "once"]),
    ("stop -t 5 db registry", "stop -t 5 registry", ["db"]),
    ("--context away kill -s HUP registry db", "--context away kill -s HUP registry", ["db"]),
    ("rmi vm:5000/testimage:v1 postgres:16", "rmi vm:5000/testimage:v1", ["postgres:16"]),
    ("image rm -f registry:2.7.1 bb0", "image rm -f registry:2.7.1", ["bb0cccccccc"]),
    ("volume rm ours theirs", "volume rm ours", ["theirs"]),
  ])
  func `a command that names both can be told for the sitting's own alone`(
    line: String, sparing: String, foreign: [String]
  ) throws {
    let threat = try #require(self.threat(line))
    #expect(threat.sparing == sparing.split(separator: " ").map(String.init))
    #expect(
      zip(threat.foreign, foreign).allSatisfy { $0.name.hasPrefix($1) }
        && threat.foreign.count == foreign.count)
  }

  @Test(arguments: [
    ("rm -f db", ["db"]), ("rm old/db", ["db"]), ("rename db mine", ["db"]), ("restart db", ["db"]),
    ("update --restart no db", ["db"]), ("pause db", ["db"]), ("container prune -f", ["once"]),
    ("rm -a -f", ["db", "once"]), ("stop --all", ["db", "once"]), ("image prune", ["bb0ccccccccc"]),
    ("image prune -a -f", ["postgres:16", "bb0ccccccccc"]), ("rmi -a", ["postgres:16", "bb0ccccccccc"]),
    ("tag registry:2.7.1 postgres:16", ["postgres:16"]), ("volume prune -f", ["theirs"]),
    ("network rm theirs", ["theirs"]), ("network prune", ["theirs"]),
    ("system prune -f", ["once", "bb0ccccccccc", "theirs", "build cache"]),
    ("system prune --volumes", ["once", "bb0ccccccccc", "theirs", "theirs", "build cache"]),
  ])
  func `a command that cannot be told for the sitting's own alone names theirs`(
    line: String, foreign: [String]
  )
    throws
  {
    let threat = try #require(self.threat(line))
    #expect(threat.sparing == nil)
    #expect(threat.foreign.map(\.name) == foreign)
  }

  @Test(arguments: [
    "compose down", "compose -f x.yaml rm", "system reset", "pod rm web", "swarm leave", "kube down x",
  ])
  func `a command whose victims nobody can tell counts as a threat`(line: String) throws {
    let threat = try #require(self.threat(line))
    #expect(threat.foreign.isEmpty && threat.sparing == nil)
  }

  @Test(arguments: [
    (true, "", OwnAnswer.oursAlone), (true, "all", .everything), (true, "no", .nothing),
    (true, "y", .nothing),
    (false, "", .nothing), (false, "y", .everything), (false, "はい", .everything), (false, "all", .nothing),
  ])
  func `an answer that is not clear does the least`(canSpare: Bool, line: String, answer: OwnAnswer) throws {
    let threat = try #require(self.threat(canSpare ? "rm -f registry db" : "rm -f db"))
    let question = OwnQuestion(threat: threat, commandLine: "docker rm", language: .english)
    #expect(question.answer(line) == answer)
    #expect(question.answer(nil) == .nothing)
  }

  @Test(arguments: [
    ("running", "running"), ("Up 3 minutes ago", "running"), ("Up 3 minutes (Paused)", "paused"),
    ("Exited (137) 2 hours ago", "exited"), ("Created", "created"), ("exited", "exited"), ("", ""),
  ])
  func `a container's state is the same word whichever docker says it`(said: String, state: String) {
    var now = OwnInventory()
    now.fill(.containers, [[Self.ours, "web", "nginx", said]])
    #expect(now.containers.map(\.state) == [state])
  }
}
