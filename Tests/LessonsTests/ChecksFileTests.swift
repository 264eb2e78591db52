import Basics
import Lessons
import Testing

struct ChecksFileTests {
  /// What an author can write; each kind of check stands in it once.
  static let example = #"""
    lesson: carry-an-image          # permanent id
    format: 1
    title: {en: Carrying an image, ja: イメージを運ぶ}
    machines:                       # the first is where the lesson starts
      host:  {images: ["registry:2.7.1", hello-world], insecure-registries: ["{host}:5000"]}
      other: {}
    values: {ホスト名: "{host}"}     # {host} and {other} are the machines' names
    steps:
      - id: start-registry
        points: 2
        hints:
          - {en: Which option sends it to the background?, ja: 背後で動かすオプションは何でしょう。}
        solution: docker run -d -p 5000:5000 registry:2.7.1
        checks:
          - id: running
            container: {image: "registry:2.7.1", state: running, publishes: "5000:5000/tcp"}
          - id: answers
            needs: running
            within: 5s
            hidden: true
            http: {get: "http://localhost:5000/v2/", status: 200}
          - id: kept
            points: 0
            any:
              - container: {name: "reg*", mounts: "data:/var/lib/registry", labels: {a: "b*"}, count: 1..2}
              - not: {file: {path: ~/skip, exists: false, text: {matches: "^y"}}}
        diagnoses:
          - id: options-after-image
            when: {container: {image: "registry*", command: ["-d"]}}
            say: {en: The options stand after the image., ja: オプションがイメージ名の後ろにあります。}
            try: {en: Move them., ja: 前に移しましょう。}
            proof: docker run registry:2.7.1 -d
      - id: tag-image
        checks:
          - id: tagged
            image: {reference: "{host}:5000/carried:v1", also-named: "*"}
      - id: pull-image
        on: other
        destroys: {en: nothing, ja: なし}
        checks:
          - id: stored
            on: host
            registry: {at: "localhost:5000", repository: carried, tag: v1, same-as: {image: "{ホスト名}:5000/carried:v1", on: host}}
          - id: pulled
            image: {reference: "{host}:5000/carried:v1", same-as: {image: "{host}:5000/carried:v1", on: host}}
          - id: looked
            ran: {command: [docker images, docker image ls], after: tag-image, output: [carried, {equals: v1}], exit: any}
          - id: info
            output: {of: docker info, text: ":5000"}
          - id: port
            ask: {question: {en: Which port?, ja: ポートは？}, answer: "5000"}
          - id: own
            script: ./verify.sh
        diagnoses:
          - id: localhost-tag
            when: [{image: {registry: "localhost*", repository: carried}}, {not: {image: "{host}:5000/carried:*"}}]
            say: {en: The name says localhost., ja: 名前が localhost です。}
            try: [{en: Whose localhost?, ja: 誰の localhost でしょう。}, {en: Tag again., ja: タグを付け直しましょう。}]
            cause: tag-image
            proof: [{run: "docker tag hello-world localhost:5000/carried:v1", on: host}]
    """#

  @Test func `everything the example says is read`() throws {
    let file = try ChecksFile(yaml: Self.example, path: "a.yaml", names: ["host": "Grace"])
    #expect(file.machines.map(\.name) == ["Grace", "other"])
    #expect(file.machines[0].insecureRegistries == ["Grace:5000"])
    #expect(file.values["ホスト名"] == "Grace")
    #expect(file.steps.map(\.id.text) == ["start-registry", "tag-image", "pull-image"])

    let start = file.steps[0]
    #expect(start.points == 2)
    #expect(
      start.checks[0].condition
        == .fact(
          .container(
            ContainerFact(
              image: Glob("registry:2.7.1"), states: [.running],
              publishes: .port(PortPattern(host: 5000, container: 5000)))), on: nil))
    #expect(start.checks[1].needs == ["running"])
    #expect(start.checks[1].within == .seconds(5))
    #expect(start.checks[1].isHidden)
    #expect(start.checks[2].points == 0)
    #expect(start.solution == [Command("docker run -d -p 5000:5000 registry:2.7.1")])

    let pull = file.steps[2]
    #expect(pull.machine == "other")
    guard case .fact(.registry(let stored), on: let machine) = pull.checks[0].condition else {
      Issue.record("not a registry check: \(pull.checks[0])")
      return
    }
    #expect(machine == "host")
    #expect(stored.sameAs == ImageAt(reference: "Grace:5000/carried:v1", machine: "host"))
    let diagnosis = pull.diagnoses[0]
    #expect(diagnosis.cause == "tag-image")
    #expect(diagnosis.advice.map(\.ja) == ["誰の localhost でしょう。", "タグを付け直しましょう。"])
    #expect(diagnosis.proof == [Command("docker tag hello-world localhost:5000/carried:v1", on: "host")])
    guard case .all(let both) = diagnosis.condition else {
      Issue.record("a list means all: \(diagnosis.condition)")
      return
    }
    #expect(both.count == 2)
  }

  @Test func `a check knows its place in the file`() throws {
    let file = try ChecksFile(yaml: Self.example, path: "a.yaml")
    #expect(file.steps[0].checks[0].place.description == "a.yaml:15:9")
  }

  @Test func `a file without machines has the host, by the name of this computer`() throws {
    let file = try ChecksFile(
      yaml: "lesson: a\nsteps: [{id: s, checks: [{id: c, image: '{host}:5000/a'}]}]", path: "a.yaml",
      names: ["host": "box"])
    #expect(file.machines == [Machine(id: "host", name: "box")])
    #expect(
      file.steps[0].checks[0].condition == .fact(.image(ImageFact(reference: Glob("box:5000/a"))), on: nil))
  }

  @Test func `ways to do a step and ways not to are one line, several, or for another machine`() throws {
    let file = try ChecksFile(
      yaml: """
        lesson: a
        machines: {host: {}, other: {}}
        trust: It looks into files.
        steps:
          - id: s
            diagnoses: [{id: d, when: {image: x}, say: s, try: t, unproved: why}]
            variants: [docker ps, [docker stop x, {run: docker rm x, on: other}]]
            counterexamples: [{run: [a, b], on: other, diagnosis: d}]
        """, path: "a.yaml")
    let step = file.steps[0]
    #expect(
      step.variants.map(\.commands) == [
        [Command("docker ps")], [Command("docker stop x"), Command("docker rm x", on: "other")],
      ])
    #expect(step.counterexamples.map(\.commands) == [[Command("a", on: "other"), Command("b", on: "other")]])
    #expect(step.counterexamples[0].diagnosis == "d")
    #expect(step.counterexamples[0].place.description == "a.yaml:8:23")
    #expect(step.diagnoses[0].unproved?.en == "why")
    #expect(file.trust?.en == "It looks into files.")
  }
}
