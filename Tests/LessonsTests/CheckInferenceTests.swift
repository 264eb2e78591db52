import Basics
import Lessons
import Testing

/// What is guessed from a chapter's commands.
struct CheckInferenceTests {
  private static func draft(_ commands: [String], steps: [String] = []) -> ChecksFileDraft {
    let all = steps + [commands.joined(separator: "\n   ")]
    let text = all.enumerated().map { "\($0.offset + 1). Do it.\n\n   ```sh\n   \($0.element)\n   ```\n" }
    let source = LessonSource(path: "a.md", text: "# A\n\n" + text.joined(separator: "\n"))
    return ChecksFileDraft(Chapter(reading: [source]), id: "a")
  }

  /// The conditions guessed for the last step, as JSON.
  private static func conditions(_ commands: [String], after steps: [String] = []) -> [String] {
    draft(commands, steps: steps).steps.last?.checks.map { "\($0.id) \($0.condition.text())" } ?? []
  }

  @Test(arguments: [
    (
      "docker run -d -p 8080:80 nginx:1.19.2",
      [
        #"running {"container":{"image":"nginx:1.19.2","state":"running","publishes":"8080:80/tcp"}}"#,
        #"answers {"http":{"get":"http://localhost:8080/","status":"any"}}"#,
      ]
    ),
    (
      "sudo docker container run --detach --publish=127.0.0.1:5000:5000 -e A=b registry:2 serve -p 1:1",
      [
        #"running {"container":{"image":"registry:2","state":"running","publishes":"127.0.0.1:5000:5000/tcp"}}"#,
        #"answers {"http":{"get":"http://localhost:5000/","status":"any"}}"#,
      ]
    ),
    (
      "docker run hello-world",
      [#"run {"ran":{"command":["docker run","docker container run"],"with":["hello-world"]}}"#]
    ),
    ("docker tag a:1 h:5000/b:2", [#"named {"image":{"reference":"h:5000/b:2","same-as":"a:1"}}"#]),
    (
      "docker push h:5000/x/b:2",
      [#"stored {"registry":{"at":"h:5000","repository":"x/b","tag":"2","same-as":"h:5000/x/b:2"}}"#]
    ),
    (
      "docker push h:5000/b",
      [#"stored {"registry":{"at":"h:5000","repository":"b","tag":"latest","same-as":"h:5000/b"}}"#]
    ),
    (
      "docker push me/b", [#"pushed {"ran":{"command":["docker push","docker image push"],"with":["me/b"]}}"#]
    ),
    ("docker pull alpine", [#"here {"image":"alpine"}"#]),
    ("docker build -t mine:v1 .", [#"built {"image":"mine:v1"}"#]),
    ("docker rm -f web", [#"removed {"container":{"name":"web","count":0,"had":"1.."}}"#]),
    ("docker rm -f $(docker ps -aq)", [#"none-left {"container":{"count":0,"had":"1.."}}"#]),
    ("docker rm -f `docker ps -a -q`", [#"none-left {"container":{"count":0,"had":"1.."}}"#]),
    ("docker stop web", [#"stopped {"container":{"name":"web","state":"exited"}}"#]),
    ("docker start web", [#"started {"container":{"name":"web","state":"running"}}"#]),
    ("docker volume create data", [#"volume {"output":{"of":"docker volume ls","text":"data"}}"#]),
    ("docker network rm net", [#"network-gone {"not":{"output":{"of":"docker network ls","text":"net"}}}"#]),
    (
      "curl -s localhost:5000/v2/_catalog | jq .",
      [
        #"asked {"all":[{"ran":{"command":"curl","with":["*localhost:5000/v2/_catalog*"]}},{"http":{"get":"http://localhost:5000/v2/_catalog","status":"2xx"}}]}"#
      ]
    ),
    (
      "curl -X DELETE http://localhost:5000/a",
      [#"asked {"ran":{"command":"curl","with":["*localhost:5000/a*"]}}"#]
    ),
    ("echo 'hello world' > index.html", [#"written {"file":{"path":"index.html","text":"hello world"}}"#]),
    (
      "mkdir -p ~/work && cd ~/work && touch a",
      [#"written {"file":{"path":"~/work"}}"#, #"written-2 {"file":{"path":"~/work/a"}}"#]
    ),
    ("docker save -o a.tar alpine", [#"saved {"file":"a.tar"}"#]),
    (
      "docker images",
      [#"listed {"ran":{"command":["docker images","docker image ls","docker image list"]}}"#]
    ),
    (
      "docker logs -f --tail 5 web",
      [#"read {"ran":{"command":["docker logs","docker container logs"],"with":["web"]}}"#]
    ),
    ("docker-compose up -d", [#"compose-up {"ran":{"command":["docker compose up","docker-compose up"]}}"#]),
    ("ls -l", []),
  ])
  func `a command says what it leaves behind, or that it was run`(command: String, expected: [String]) {
    #expect(Self.conditions([command]) == expected)
  }

  @Test func `a here-document is a file, and its lines are no commands`() {
    let file = Self.conditions(["cat <<EOF > Dockerfile", "FROM alpine", "docker run x", "EOF"])
    #expect(file == [#"written {"file":{"path":"Dockerfile"}}"#])
  }

  @Test func `a solution of nothing but words leaves the step's own commands to guess from`() {
    let text = """
      # A

      1. Create it.

         ```sh
         docker volume create data
         ```

         <details><summary>Solution</summary>

         Look at the output.

         </details>
      """
    let draft = ChecksFileDraft(Chapter(reading: [LessonSource(path: "a.md", text: text)]), id: "a")
    #expect(draft.steps.map(\.checks.count) == [1])
  }

  @Test func `what was there before is asked for by the command that was run after the step before`() {
    let pulled = Self.conditions(["docker pull nginx:1.19.2"], after: ["docker run -d nginx:1.19.2"])
    #expect(pulled == [#"pull {"ran":{"command":["docker pull","docker image pull"],"after":"run-nginx"}}"#])
    let second = Self.conditions(["docker run -d nginx"], after: ["docker run -d nginx"])
    #expect(second == [#"running {"container":{"image":"nginx","state":"running","count":"2.."}}"#])
    let gone = Self.conditions(["docker rmi alpine"], after: ["docker pull alpine"])
    #expect(gone == [#"gone {"image":{"reference":"alpine","exists":false}}"#])
  }

  @Test
  func `a container's name counts where another command uses it, and what a step undoes is not asked for`() {
    #expect(
      Self.conditions(["docker run -d --name web nginx"], after: ["docker logs web"])
        == [#"running {"container":{"image":"nginx","state":"running","name":"web"}}"#])
    #expect(
      Self.conditions(["docker run -d --name web nginx"])
        == [#"running {"container":{"image":"nginx","state":"running"}}"#])
    #expect(
      Self.conditions(["docker run -d --name web nginx", "docker rm -f web"])
        == [#"removed {"container":{"name":"web","count":0,"had":"1.."}}"#])
  }

  @Test func `what only the learner's machine knows is not asked for by name`() {
    for name in ["4f1c2d3e4a5b", "{コンテナ名}", "<container>", "$ID", "xxxxxxxxxxxx"] {
      #expect(
        Self.conditions(["docker logs \(name)"])
          == [#"read {"ran":{"command":["docker logs","docker container logs"]}}"#], "\(name)")
    }
  }

  @Test func `each machine has containers and images of its own`() {
    let text =
      "1. Run it.\n\n   ```sh\n   docker run -d nginx\n   ```\n\n2. On the other machine, run it.\n\n   ```sh\n   docker run -d nginx\n   ```\n"
    let draft = ChecksFileDraft(Chapter(reading: [LessonSource(path: "a.md", text: text)]), id: "a")
    #expect(
      draft.steps.map { $0.checks.map { $0.condition.text() } }[1]
        == draft.steps[0].checks.map { $0.condition.text() })
    #expect(draft.yaml.contains("on: other"))
  }

  @Test func `a draft is a checks file, with blanks, registries and steps that are confirmed by hand`() throws
  {
    let text = """
      # 手順書: レジストリ

      1. 考える。
      2. 名前を付ける。

         ```sh
         docker tag nginx {ホストOSのホスト名}:5000/a:v1
         ```

      3. 送る。

         ```sh
         docker push {ホストOSのホスト名}:5000/a:v1
         ```

      4. 別マシンで取り出す。

         ```sh
         docker pull {ホストOSのホスト名}:5000/a:v1
         ```
      """
    let chapter = Chapter(reading: [LessonSource(path: "a.md", text: text)])
    let draft = ChecksFileDraft(chapter, id: "registry")
    #expect(draft.confirmed == 1)
    let file = try ChecksFile(yaml: draft.yaml, path: "registry.yaml", names: ["host": "box"])
    #expect(file.steps.map(\.id.text) == ["confirm-1", "tag-a", "push-a", "pull-a"])
    #expect(file.machines[0].insecureRegistries == ["box:5000"])
    #expect(file.steps[0].checks.isEmpty)
    #expect(file.steps.dropFirst().flatMap(\.checks).allSatisfy { $0.isInferred })
    #expect(file.title?.en == "手順書: レジストリ")
    #expect(file.steps[3].machine == "other")
  }

  @Test(arguments: [
    "docker push localhost:99999/A:v1", "docker run -d -p 0:0 <your-image>", "docker tag a 'b c'",
    "docker rm ''",
    "curl http://", "curl 'http://a b/'", "docker run -d -p 80:80 Nginx", "docker volume create ''",
    "echo 'a: \u{7} \u{FEFF} #' > 'b: #'", "docker start \"a: {b}\"", "docker pull a//b",
    "docker network create {net}",
    "docker run -d --name 'x\"y' a", "touch '\u{0}'", "docker push h:5000/",
    "docker exec -it web sh -c 'echo {a}'",
  ])
  func `whatever stands in a chapter, the draft can be read`(command: String) throws {
    let draft = Self.draft([command, "docker run -d -p 8080:80 nginx:1.19.2"], steps: [command])
    #expect(throws: Never.self) { try ChecksFile(yaml: draft.yaml, path: "a.yaml") }
    #expect(draft.steps.last?.checks.contains { $0.id.hasPrefix("running") } == true, "\(draft.yaml)")
  }

  @Test func `drafts of chapters that were mangled can all be read`() throws {
    var chance = Chance(seed: 5)
    let signs = Array("`'\"{}[]<>#&*!|%@:\\$()\n\t -_./~０。漢\u{7}\u{85}\u{2028}")
    let text = Array(
      LinterTests.chapter
        + "\n\n2. Send.\n\n   ```sh\n   docker push h:5000/a:v1 && curl -s h:5000/v2/ > x\n   ```\n")
    for _ in 0..<300 {
      var mangled = text
      for _ in 0..<12 {
        let place = Int.random(in: mangled.indices, using: &chance)
        mangled[place] = signs[Int.random(in: signs.indices, using: &chance)]
      }
      let chapter = Chapter(reading: [LessonSource(path: "a.md", text: String(mangled))])
      guard !chapter.steps.isEmpty else { continue }
      let draft = ChecksFileDraft(chapter, id: "a")
      #expect(throws: Never.self, "\(draft.yaml)") { try ChecksFile(yaml: draft.yaml, path: "a.yaml") }
    }
  }
}
