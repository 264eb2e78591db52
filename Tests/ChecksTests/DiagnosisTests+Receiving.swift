import Checks
import Lessons

extension DiagnosisTests {
  private static func pull(_ id: Diagnosis.ID, _ line: String, _ output: String = "not found") -> Mistake {
    Mistake("pull-elsewhere", id, run(line, on: "other", exit: 1, output))
  }

  private static func see(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake {
    Mistake("see-elsewhere", id, act)
  }

  private static func remove(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake
  {
    Mistake("remove-containers", id, act)
  }

  static let receiving: [Mistake] = [
    Mistake("pull-elsewhere", "registry-gone") { scene in
      scene.world.containers = [:]
      scene.world.answers = [:]
    },
    Mistake("pull-elsewhere", "loopback-only") { scene in
      scene.world.containers["host"] = [.init(name: "x", publishing: ["127.0.0.1:5000:5000"])]
      scene.world.answers = [:]
    },
    Mistake("pull-elsewhere", "registry-elsewhere", republish("5001:5000")),
    Mistake("pull-elsewhere", "image-not-stored") { $0.answerAsRegistry() },
    Mistake("pull-elsewhere", "pulled-on-host", run("docker pull \(Scene.tagged)", "Image is up to date")),
    pull("tag-left-out", "docker pull nova:5000/testimage"),
    pull("asked-localhost", "docker pull localhost:5000/testimage:v1"),
    pull("https-demanded", "docker pull \(Scene.tagged)", "http: server gave HTTP response to HTTPS client"),
    pull("not-the-registry", "docker pull testimage:v1"),
    pull("other-host", "docker pull nvoa:5000/testimage:v1"),
    pull("not-stored", "docker pull nova:5000/testimage:v2"),
    Mistake("pull-elsewhere", "other-image") { $0.world.images["other"] = [(Scene.tagged, "b")] },
    see("image-gone") { $0.world.images["other"] = [] },
    see("listed-on-host", run("docker images", AcceptedTests.listing)),
    see("filtered-out", run("docker images nginx", on: "other")),
    see("containers-listed", run("docker ps", on: "other")),
  ]

  static let removing: [Mistake] = [
    remove("command-in-quotes") {
      $0.ran(["docker", "rm", "-f", "docker ps -a -q"], output: "No such container")
    },
    remove(
      "backticks-left-out", run("docker rm -f docker ps -a -q", exit: 125, "unknown shorthand flag: 'a'")),
    remove("removed-elsewhere", run("docker rm -f", on: "other", exit: 1)),
    remove(
      "force-needed",
      run(
        "docker rm 0123", exit: 1,
        #"cannot remove container "/reg": container is running: stop the container before removing or force remove"#
      )),
    remove(
      "image-name-given",
      run("docker rm -f registry:2.7.1", "Error response from daemon: No such container: registry:2.7.1")),
    remove("images-removed", run("docker rmi -f nginx:1.19.2")),
    remove(
      "nothing-listed",
      both(
        { $0.world.containers["host"]?[0].state = "exited" },
        run("docker rm -f", exit: 1, "docker: 'docker rm' requires at least 1 argument"))),
    remove("only-stopped") { $0.world.containers["host"]?[0].state = "exited" },
    remove("some-left", both(container("web", image: "nginx"), run("docker rm -f extra"))),
  ]
}
