import Checks
import Lessons
import Testing

/// What looks like a step done, but is not.
struct NotEnoughTests {
  @Test(arguments: containers + records + images) func `a step does not pass by what is not enough`(
    _ attempt: Accepted
  ) async throws {
    var scene = try Scene(at: attempt.step)
    attempt.act(&scene)
    let assessment = try await scene.assess(attempt.step)
    #expect(assessment.outcome == .failed)
    #expect(assessment.earned < Double(assessment.points))
    #expect(assessment.leading?.cause?.advice.isEmpty == false)
  }

  static func registry(_ container: @escaping @autoclosure @Sendable () -> ScriptedWorld.Container)
    -> @Sendable (
      inout Scene
    ) -> Void
  {
    { scene in
      scene.answerAsRegistry()
      scene.world.containers["host"] = [container()]
    }
  }

  static let containers: [Accepted] = [
    Accepted("start-registry", "nothing") { _ in },
    Accepted(
      "start-registry", "created", registry(.init(name: "x", state: "created", publishing: ["5000:5000"]))),
    Accepted(
      "start-registry", "exited", registry(.init(name: "x", state: "exited", publishing: ["5000:5000"]))),
    Accepted(
      "start-registry", "paused", registry(.init(name: "x", state: "paused", publishing: ["5000:5000"]))),
    Accepted("start-registry", "-P", registry(.init(name: "x", publishing: ["32768:5000"]))),
    Accepted("start-registry", "5001:5000", registry(.init(name: "x", publishing: ["5001:5000"]))),
    Accepted("start-registry", "5000:80", registry(.init(name: "x", publishing: ["5000:80"]))),
    Accepted(
      "start-registry", "loopback only", registry(.init(name: "x", publishing: ["127.0.0.1:5000:5000"]))),
    Accepted(
      "start-registry", "registry:2",
      registry(.init(name: "x", image: "registry:2", publishing: ["5000:5000"]))),
    Accepted(
      "start-registry", "no version", registry(.init(name: "x", image: "registry", publishing: ["5000:5000"]))
    ),
    Accepted(
      "start-registry", "another's registry:2.7.1",
      registry(.init(name: "x", image: "example.com/registry:2.7.1", publishing: ["5000:5000"]))),
    Accepted("start-registry", "it runs on the other machine") { scene in
      scene.world.containers["other"] = [.init(name: "x", publishing: ["5000:5000"])]
    },
    Accepted("remove-containers", "nothing done") { _ in },
    Accepted("remove-containers", "only stopped") { $0.world.containers["host"]?[0].state = "exited" },
    Accepted("remove-containers", "removed on the other machine") {
      $0.ran("docker rm -f x", on: "other")
    },
    Accepted("remove-containers", "there never was one") { scene in
      scene.world.containers = [:]
      scene.journal.passes = []
    },
  ]

  static let records: [Accepted] = [
    Accepted("list-images", "docker ps") { $0.ran("docker ps") },
    Accepted("list-images", "it failed") { $0.ran("docker images", exit: 1) },
    Accepted("list-images", "on the other machine") { $0.ran("docker images", on: "other") },
    Accepted("list-images", "before the registry ran") { scene in
      scene.journal.commands = [
        CommandRecord(sequence: 0, argv: ["docker", "images"], machine: "host", exit: 0)
      ]
    },
    Accepted("see-tag", "before the name was given") { scene in
      scene.journal.commands = [
        CommandRecord(
          sequence: 2, argv: ["docker", "images"], machine: "host", exit: 0, output: AcceptedTests.listing)
      ]
    },
    Accepted("see-tag", "filtered away") { $0.ran("docker images nginx", output: "nginx 1.19.2") },
    Accepted("ask-catalog", "an empty catalog") {
      $0.ran("curl localhost:5000/v2/_catalog", output: #"{"repositories":[]}"#)
    },
    Accepted("ask-catalog", "on the other machine") {
      $0.ran("curl nova:5000/v2/_catalog", on: "other", output: AcceptedTests.catalog)
    },
    Accepted("ask-catalog", "another path") {
      $0.ran("curl localhost:5000/v2/testimage/tags/list", output: #"{"name":"testimage","tags":["v1"]}"#)
    },
    Accepted("see-elsewhere", "on the host") { $0.ran("docker images", output: AcceptedTests.listing) },
  ]

  static let images: [Accepted] =
    ["testimage:v1", "localhost:5000/testimage:v1", "nova:5000/testimage:latest"]
    .map { name in
      Accepted("tag-image", name) { $0.world.images["host"]?.append((name, "a")) }
    } + [
      Accepted("tag-image", "no image that was there") {
        $0.world.images["host"]?.append((Scene.tagged, "d"))
      },
      Accepted("push-image", "printed much, but failed") {
        $0.ran("docker push \(Scene.tagged)", exit: 1, output: "The push refers to repository")
      },
      Accepted("push-image", "another image under that name") { $0.store("b") },
      Accepted("push-image", "another tag") { $0.store("a", tag: "v2") },
      Accepted("push-image", "a stranger answers at 5000") { scene in
        scene.world.answers["http://localhost:5000/v2/testimage/manifests/v1"] = HTTPAnswer(status: 403)
      },
      Accepted("pull-elsewhere", "pulled on the host") {
        $0.ran("docker pull \(Scene.tagged)", output: "Image is up to date")
      },
      Accepted("pull-elsewhere", "another image by that name") {
        $0.world.images["other"] = [(Scene.tagged, "b")]
      },
      Accepted("pull-elsewhere", "another tag") {
        $0.world.images["other"] = [("nova:5000/testimage:latest", "a")]
      },
    ]
}
