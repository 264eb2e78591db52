import Basics
import TestSupport
import Testing

@testable import DojoCommands

/// A lesson on an engine of the learner's, and what happens to what was there before.
@Suite(.serialized) struct OwnDockerTests {
  private static let images = "docker pull -q nginx:1.19.2 && docker pull -q hello-world"
  private static let theirs =
    "\(images) && docker run -d --name keepme nginx:1.19.2 && docker create --name old hello-world"

  @Test func `where nobody can be asked, only the sitting's own things go`() async throws {
    try await OwnDockerPlace.with(preparing: Self.theirs) { own in
      let run = try await own.dojo(
        "run first-container --docker system",
        input: """
          docker rm -f keepme
          docker run --name mine hello-world | head -2
          docker container prune -f
          docker rmi nginx:1.19.2
          docker rm -f $(docker ps -aq)
          docker run --rm nginx:1.19.2 true

          """)
      #expect(run.output.contains("container keepme (nginx:1.19.2, running)"), "\(run.output)")
      #expect(run.output.contains("nobody is here to say yes"))
      #expect(unwrapped(run.output).contains("left alone: old, keepme"), "\(run.output)")
      let left = try await own.bash(
        "docker ps -a --format '{{.Names}} {{.State}}'; docker images -q nginx | wc -l")
      #expect(left.output == "old created\nkeepme running\n1\n")
    }
  }

  @Test func `what would go is told in the language of the lesson, whatever the computer's is`() async throws
  {
    try await OwnDockerPlace.with(preparing: Self.theirs) { own in
      let run = try await own.dojo(
        "run first-container --docker system --lang ja",
        input: "docker rm -f keepme\ndocker system prune -f\n")
      #expect(run.output.contains("このレッスンが作っていないものに影響します。"), "\(run.output)")
      #expect(run.output.contains("コンテナ keepme（nginx:1.19.2, running）"))
      #expect(run.output.contains("    ビルドキャッシュ\n"))
      #expect(run.output.contains("dojo: 確認に答える人がいないため、何も行いませんでした。"))
    }
  }

  @Test func `an engine that publishes no ports is told of, for that is no mistake of the learner's`()
    async throws
  {
    try await OwnDockerPlace.with(preparing: Self.images) { own in
      let whole = try await own.dojo("run first-container --docker system", input: "true\n")
      #expect(!whole.output.contains("bridge"), "\(whole.output)")
      _ = try await own.bash("touch \"$HOME/bridgeless\"")
      let bare = try await own.dojo("run first-container --docker system", input: "true\n")
      #expect(unwrapped(bare.output).contains("it opens no ports for containers"), "\(bare.output)")
    }
  }

  @Test func `what was there before is not taken for the learner's work, and the lesson passes beside it`()
    async throws
  {
    let before =
      "\(Self.images) && docker run -d --name web -p 8080:80 nginx:1.19.2 && docker rename web other"
    try await OwnDockerPlace.with(preparing: before) { own in
      let run = try await own.dojo("run first-container --docker system", input: "docker ps\n")
      #expect(
        run.output.contains("Saved at step 1. Go on with: dojo run first-container --docker system"),
        "\(run.output)")
      #expect(run.status == 1)
    }
  }

  @Test func `on a terminal dojo asks, and does what the learner says`() async throws {
    try await OwnDockerPlace.with(preparing: Self.theirs) { own in
      let terminal = try own.openTerminal(["run", "first-container", "--docker", "system"])
      try await terminal.wait(for: "ready> ")
      let learner = { (line: String, answer: String) in
        terminal.send("\(line)\r")
        let asked = try await terminal.wait(for: "? ")
        terminal.send("\(answer)\r")
        return asked + (try await terminal.wait(for: "ready> "))
      }
      terminal.send("docker create --name mine hello-world\r")
      try await terminal.wait(for: "ready> ")
      // A question ends with a question mark and a space, and so does this one: no answer keeps theirs.
      var shown = try await learner("docker rm -f $(docker ps -aq)", "")
      #expect(unwrapped(shown).contains("left alone"), "\(shown)")
      #expect(try await own.bash("docker ps -aq | wc -l").output == "2\n")
      terminal.send("docker rm old\r")
      try await terminal.wait(for: "[y/N] ")
      terminal.send("n\r")
      shown = try await terminal.wait(for: "ready> ")
      #expect(shown.contains("nothing was done"))
      terminal.send("docker rm old\r")
      try await terminal.wait(for: "[y/N] ")
      terminal.send("y\r")
      try await terminal.wait(for: "ready> ")
      #expect(try await own.bash("docker ps -a --format '{{.Names}}'").output == "keepme\n")
      terminal.send("exit\r")
      #expect(try await terminal.waitForEnd() == 0)
    }
  }

  @Test func `a container's terminal is the learner's own, and what it showed is in the record`() async throws
  {
    try await OwnDockerPlace.with(preparing: "\(Self.images) && docker pull -q busybox") { own in
      let terminal = try own.openTerminal(["run", "first-container", "--docker", "system"])
      try await terminal.wait(for: "ready> ")
      terminal.send("docker run -it --rm busybox sh\r")
      try await terminal.wait(for: "# ")
      terminal.send("stty size; tty; echo out-$((40+2))\r")
      let shown = try await terminal.wait(for: "out-42")
      #expect(shown.contains("50 80"), "\(shown)")
      terminal.send("exit 7\r")
      try await terminal.wait(for: "ready> ")
      terminal.send("echo $?\r")
      try await terminal.wait(for: "7")
      try await terminal.wait(for: "ready> ")
      terminal.send("exit\r")
      _ = try await terminal.waitForEnd()
      let journal = try await own.bash("cat \"$HOME\"/.local/state/dojo/first-container.system/journal.jsonl")
      #expect(journal.output.contains("out-42"))
      #expect(
        journal.output.contains(#""argv":["docker","run","-it","--rm","busybox","sh"]"#), "\(journal.output)")
    }
  }

  @Test func `reset removes what the lesson has made and nothing else, and only when that was said`()
    async throws
  {
    try await OwnDockerPlace.with(preparing: Self.theirs) { own in
      _ = try await own.dojo(
        "run first-container --docker system",
        input: "docker run -d --name web -v data:/d nginx:1.19.2\ndocker tag nginx:1.19.2 mine:v1\n")
      let refused = try await own.bash("'\(Workplace.binary)' reset")
      #expect(refused.status == 64)
      #expect(
        unwrapped(refused.output).contains("would remove 3 things from your own Docker"), "\(refused.output)")
      let middle = try await own.bash("'\(Workplace.binary)' reset 2")
      #expect(middle.output.contains("no going back to step 2"))
      let done = try await own.bash("'\(Workplace.binary)' reset 1 --yes")
      #expect(done.status == 0, "\(done.output)")
      let left = try await own.bash(
        "docker ps -a --format '{{.Names}}'; docker volume ls -q; docker images --format '{{.Repository}}' | sort"
      )
      #expect(left.output == "old\nkeepme\nhello-world\nnginx\n")
    }
  }

  @Test func `an engine that goes away is nobody's mistake`() async throws {
    try await OwnDockerPlace.with(preparing: Self.images) { own in
      let run = try await own.dojo(
        "run first-container --docker system",
        input: "docker images\nkill -9 \(own.engineProcess)\ndocker ps\ndojo check; echo \"status $?\"\n")
      #expect(run.output.contains("Cannot connect to the Docker daemon"), "\(run.output)")
      #expect(run.output.contains("status 3"), "\(run.output)")
      #expect(!run.output.contains("✗"), "\(run.output)")
    }
  }

  @Test func `no docker, a silent engine and missing images are each told plainly, with exit code 3`()
    async throws
  {
    try await OwnDockerPlace.with { own in
      let none = try await own.bash(
        "PATH=/nowhere '\(Workplace.binary)' run first-container --docker system --demo")
      #expect(none.status == 3)
      #expect(
        unwrapped(none.output).contains("there is no docker and no podman on your PATH"), "\(none.output)")
      let silent = try await own.bash(
        "DOCKER_HOST=unix:///nowhere '\(Workplace.binary)' run first-container --docker system --demo")
      #expect(silent.status == 3)
      #expect(
        unwrapped(silent.output).contains("does not answer: Cannot connect to the Docker daemon"),
        "\(silent.output)")
      let missing = try await own.dojo("run first-container --docker system", input: "docker ps\n")
      #expect(missing.status == 3)
      #expect(unwrapped(missing.output).contains("does not have: nginx:1.19.2"), "\(missing.output)")
      #expect(missing.output.contains("docker pull nginx:1.19.2"))
      let setsUp = try await own.dojo("run image-registry-insecure --docker system", input: "docker ps\n")
      #expect(setsUp.status == 3)
      #expect(unwrapped(setsUp.output).contains("changes how Docker itself is set up"), "\(setsUp.output)")
    }
  }

  @Test func `missing images are offered once, and loaded by consent`() async throws {
    try await OwnDockerPlace.with { own in
      let terminal = try own.openTerminal(["run", "first-container", "--docker", "system"])
      try await terminal.wait(for: "[Y/n] ")
      terminal.send("n\r")
      try await terminal.wait(for: "Nothing was loaded")
      try await terminal.wait(for: "ready> ")
      terminal.send("exit\r")
      _ = try await terminal.waitForEnd()
      #expect(try await own.bash("docker images -q").output == "")
      let again = try own.openTerminal(["run", "first-container", "--docker", "system"])
      try await again.wait(for: "[Y/n] ")
      again.send("\r")
      try await again.wait(for: "ready> ")
      again.send("exit\r")
      _ = try await again.waitForEnd()
      let loaded = try await own.bash(
        "docker images --filter label=dev.dojo.stand-in --format '{{.Repository}}' | sort")
      #expect(loaded.output == "hello-world\nnginx\n")
      let third = try await own.dojo("run first-container --docker system", input: "docker images\n")
      #expect(!third.output.contains("stand-in"), "\(third.output)")
    }
  }

  @Test func `a reader that goes away ends the learner's docker, and a request to end reaches it`()
    async throws
  {
    try await OwnDockerPlace.with(preparing: "\(Self.images) && docker run -d --name talk nginx:1.19.2") {
      own in
      let run = try await own.dojo(
        "run first-container --docker system",
        input: """
          (sleep 1; docker tag nginx:1.19.2 later:1; docker tag nginx:1.19.2 later:2) >/dev/null 2>&1 &
          timeout 30 docker events --since 1 | head -1 | cut -c1-4; echo "piped ${PIPESTATUS[0]}"
          timeout --signal TERM 2 docker events; echo "timed $?"

          """)
      #expect(run.output.contains("piped"), "\(run.output)")
      #expect(run.output.contains("timed 124"), "\(run.output)")
      #expect(run.output.contains("Saved at step 1"))
    }
  }

  @Test func `an engine that cannot be looked at keeps what could be somebody else's`() async throws {
    try await OwnDockerPlace.with(preparing: Self.theirs) { own in
      let run = try await own.dojo(
        "run first-container --docker system", input: "touch ~/blind\ndocker rm -f keepme\nrm ~/blind\n")
      #expect(unwrapped(run.output).contains("could not see what that would touch"), "\(run.output)")
      #expect(try await own.bash("docker ps --format '{{.Names}}'").output == "keepme\n")
    }
  }
}
