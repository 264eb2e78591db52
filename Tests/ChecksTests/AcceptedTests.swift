import Basics
import Checks
import Lessons
import Testing

struct Accepted: Sendable, CustomTestStringConvertible {
  let step: Step.ID
  let way: String
  let act: @Sendable (inout Scene) -> Void

  init(_ step: Step.ID, _ way: String, _ act: @escaping @Sendable (inout Scene) -> Void) {
    self.step = step
    self.way = way
    self.act = act
  }

  var testDescription: String { "\(step): \(way)" }
}

/// Every way of doing a step that the lesson accepts.
struct AcceptedTests {
  @Test(arguments: startRegistry + tagAndLook + send + receiveAndRemove)
  func `a step passes in whatever way it was done`(_ accepted: Accepted) async throws {
    var scene = try Scene(at: accepted.step)
    accepted.act(&scene)
    let assessment = try await scene.assess(accepted.step)
    #expect(assessment.outcome == .passed, "\(String(describing: assessment.leading?.found.en))")
    #expect(assessment.earned == Double(assessment.points))
  }

  static func registry(_ container: ScriptedWorld.Container) -> @Sendable (inout Scene) -> Void {
    let named = container.name
    let (image, publishing, mounts) = (container.image, container.publishing, container.mounts)
    return { scene in
      scene.answerAsRegistry()
      scene.world.containers["host"] = [
        .init(name: named, image: image, publishing: publishing, mounts: mounts)
      ]
    }
  }

  static let startRegistry: [Accepted] = [
    Accepted("start-registry", "run -d -p", registry(.init(name: "gallant_x", publishing: ["5000:5000"]))),
    Accepted("start-registry", "any name", registry(.init(name: "mine", publishing: ["5000:5000"]))),
    Accepted(
      "start-registry", "0.0.0.0 spelled out", registry(.init(name: "x", publishing: ["0.0.0.0:5000:5000"]))),
    Accepted(
      "start-registry", "a second port too",
      registry(.init(name: "x", publishing: ["5000:5000", "5001:5000"]))),
    Accepted(
      "start-registry", "a named volume",
      registry(.init(name: "x", publishing: ["5000:5000"], mounts: [("data", "/var/lib/registry")]))),
    Accepted(
      "start-registry", "the image's name in full",
      registry(.init(name: "x", image: "docker.io/library/registry:2.7.1", publishing: ["5000:5000"]))),
    Accepted("start-registry", "the image's id") { scene in
      registry(.init(name: "x", image: "cccccccccccc", publishing: ["5000:5000"]))(&scene)
      scene.world.images["host"]?.append(("registry:2.7.1", "c"))
    },
    Accepted("start-registry", "other containers beside it") { scene in
      registry(.init(name: "x", publishing: ["5000:5000"]))(&scene)
      scene.world.containers["host"]?.append(.init(name: "left", state: "created"))
    },
    Accepted("list-images", "docker images") { $0.ran("docker images") },
    Accepted("list-images", "docker image ls") { $0.ran("docker image ls") },
    Accepted("list-images", "with a filter") { $0.ran("docker images --filter dangling=false nginx") },
    Accepted("list-images", "docker's own options in front") { $0.ran("docker --context default images") },
    Accepted("list-images", "a full path") { $0.ran("/usr/local/bin/docker images -a") },
  ]

  static let tagAndLook: [Accepted] = [
    Accepted("tag-image", "by name") { $0.world.images["host"]?.append((Scene.tagged, "a")) },
    Accepted("tag-image", "the registry's own image") {
      $0.world.images["host"]?.append((Scene.tagged, "c"))
    },
    Accepted("tag-image", "the first name has been removed since") { scene in
      scene.world.images["host"] = [(Scene.tagged, "a")]
      scene.ran("docker tag nginx:1.19.2 \(Scene.tagged)")
    },
    Accepted("tag-image", "by id, of an image without a name") { scene in
      scene.world.images["host"] = [(Scene.tagged, "d")]
      scene.ran("docker image tag dddddddddddd \(Scene.tagged)")
    },
    Accepted("see-tag", "docker images") { $0.ran("docker images", output: listing) },
    Accepted("see-tag", "only that repository") {
      $0.ran("docker image ls nova:5000/testimage", output: listing)
    },
    Accepted("see-tag", "Docker 29's list, name and tag in one column") {
      $0.ran("docker images", output: "IMAGE  ID\n\(Scene.tagged)  aaaaaaaaaaaa\n")
    },
    Accepted("see-tag", "the image has been removed since") { scene in
      scene.ran("docker images", output: listing)
      scene.world.images["host"] = []
    },
  ]

  static let listing = "REPOSITORY TAG IMAGE ID\nnova:5000/testimage   v1   aaaaaaaaaaaa\n"

  static let send: [Accepted] = [
    Accepted("push-image", "by push") { $0.store("a") },
    Accepted("push-image", "to an engine that calls images by their manifest") { scene in
      scene.store("e")
      scene.world.images["host"] = [(Scene.tagged, "f"), ("nginx:1.19.2", "f")]
    },
    Accepted("push-image", "as an index of platforms") { scene in
      scene.world.answers["http://localhost:5000/v2/testimage/manifests/v1"] = HTTPAnswer(
        status: 200, body: #"{"manifests":[{"digest":"sha256:\#(ScriptedWorld.id("a"))"}]}"#)
    },
    Accepted("ask-catalog", "as printed") { $0.ran("curl localhost:5000/v2/_catalog", output: catalog) },
    Accepted("ask-catalog", "quietly, with the scheme") {
      $0.ran("curl -s http://localhost:5000/v2/_catalog", output: catalog)
    },
    Accepted("ask-catalog", "by address") { $0.ran("curl 127.0.0.1:5000/v2/_catalog?n=9", output: catalog) },
    Accepted("ask-catalog", "by the machine's name") {
      $0.ran("curl nova:5000/v2/_catalog", output: catalog)
    },
  ]

  static let catalog = #"{"repositories":["testimage"]}"#

  static let receiveAndRemove: [Accepted] = [
    Accepted("pull-elsewhere", "by pull, or by run") { $0.world.images["other"] = [(Scene.tagged, "a")] },
    Accepted("pull-elsewhere", "although the host has lost the name since") { scene in
      scene.world.images["other"] = [(Scene.tagged, "a")]
      scene.world.images["host"] = []
    },
    Accepted("see-elsewhere", "docker images on the other machine") {
      $0.ran("docker images", on: "other", output: listing)
    },
    Accepted("remove-containers", "all at once") { $0.world.containers = [:] },
    Accepted("remove-containers", "containers that no check has seen") { scene in
      scene.journal.passes = []
      scene.ran("docker run -d nginx")
      scene.world.containers = ["other": [.init(name: "theirs")]]
    },
  ]
}
