import Checks
import Lessons

extension DiagnosisTests {
  private static func push(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake {
    Mistake("push-image", id, act)
  }

  private static func ask(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake {
    Mistake("ask-catalog", id, act)
  }

  /// The registry's container stops and nobody answers any more.
  @Sendable static func stopRegistry(_ scene: inout Scene) {
    scene.world.containers["host"]?[0].state = "exited"
    scene.world.answers = [:]
  }

  /// The registry's container has been made anew, with another `-p`, and with nothing in it.
  static func republish(_ ports: String...) -> @Sendable (inout Scene) -> Void {
    { scene in
      scene.world.containers["host"] = [.init(name: "x", publishing: ports)]
      scene.world.answers = [:]
    }
  }

  /// Another program than the registry has its port.
  @Sendable static func startWeb(_ scene: inout Scene) {
    scene.world.containers["host"] = [.init(name: "web", image: "nginx:1.19.2", publishing: ["5000:80"])]
    scene.world.answers = [:]
  }

  static let sending: [Mistake] = [
    push(
      "loopback-only",
      both(republish("127.0.0.1:5000:5000"), run("docker push \(Scene.tagged)", exit: 1, "refused"))),
    push(
      "registry-elsewhere",
      both(republish("5001:5000"), run("docker push \(Scene.tagged)", exit: 1, "refused"))
    ),
    push("other-program-answers", both(startWeb, run("docker push \(Scene.tagged)", exit: 1, "not found"))),
    push("registry-gone", both(stopRegistry, run("docker push \(Scene.tagged)", exit: 1, "refused"))),
    push("name-gone") { $0.world.images["host"] = [("nginx:1.19.2", "a")] },
    push(
      "tag-left-out",
      run("docker push nova:5000/testimage", exit: 1, "tag does not exist: nova:5000/testimage:latest")),
    push("pushed-elsewhere", run("docker push \(Scene.tagged)", on: "other", exit: 1)),
    push("not-the-registry", run("docker push testimage:v1", exit: 1, "denied")),
    push("other-host", run("docker push nvoa:5000/testimage:v1", exit: 1, "no such host")),
    push(
      "https-demanded",
      run(
        "docker push \(Scene.tagged)", exit: 1,
        #"Get "https://nova:5000/v2/": http: server gave HTTP response to HTTPS client"#)),
    push(
      "no-such-name",
      run(
        "docker push nova:5000/testimg:v1", exit: 1,
        "An image does not exist locally with the tag: nova:5000/testimg")),
    push("other-image-stored") { $0.store("b") },
    push("other-tag-stored") { $0.store("a", tag: "v2") },
  ]

  static let asking: [Mistake] = [
    ask("other-program-answers", startWeb),
    ask("registry-elsewhere", both(republish("5001:5000"), run("curl localhost:5000/v2/_catalog", exit: 7))),
    ask(
      "loopback-only",
      both(republish("127.0.0.1:5000:5000"), run("curl localhost:5000/v2/_catalog", #"{"repositories":[]}"#))),
    ask("registry-gone", both(stopRegistry, run("curl localhost:5000/v2/_catalog", exit: 7))),
    ask("catalog-empty", run("curl localhost:5000/v2/_catalog", #"{"repositories":[]}"#)),
    ask("asked-elsewhere", run("curl localhost:5000/v2/_catalog", on: "other", exit: 7)),
    ask("asked-https", run("curl https://localhost:5000/v2/_catalog", exit: 35)),
    ask("port-left-out", run("curl localhost/v2/_catalog", exit: 7)),
    ask("other-path", run("curl localhost:5000/_catalog", "404 page not found")),
    ask("answer-hidden", run("curl -s -o /dev/null localhost:5000/v2/_catalog")),
  ]
}
