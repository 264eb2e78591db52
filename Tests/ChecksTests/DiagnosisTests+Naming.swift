import Lessons

extension DiagnosisTests {
  private static func tag(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake {
    Mistake("tag-image", id, act)
  }

  private static func named(_ name: String, on machine: Machine.ID = "host")
    -> @Sendable (inout Scene) -> Void
  {
    { $0.world.images[machine, default: []].append((name, "a")) }
  }

  static let naming: [Mistake] = [
    tag(
      "literal-blank",
      run("docker tag nginx:1.19.2 {HOSTNAME}:5000/testimage:v1", exit: 1, "invalid reference format")),
    tag(
      "upper-case",
      run(
        "docker tag nginx:1.19.2 nova:5000/TestImage:v1", exit: 1,
        "invalid reference format: repository name (TestImage) must be lowercase")),
    tag(
      "address-with-scheme",
      run("docker tag nginx:1.19.2 http://nova:5000/testimage:v1", exit: 1, "invalid reference format")),
    tag(
      "malformed-name",
      run("docker tag nginx:1.19.2 my_host:5000/testimage:v1", exit: 1, "invalid reference format")),
    tag(
      "two-names-needed",
      run("docker tag nginx:1.19.2", exit: 1, #""docker tag" requires exactly 2 arguments."#)),
    tag(
      "reversed",
      run(
        "docker image tag nova:5000/testimage:v1 nginx:1.19.2", exit: 1,
        "Error response from daemon: No such image: nova:5000/testimage:v1")),
    tag(
      "no-such-source",
      run("docker tag reg nova:5000/testimage:v1", exit: 1, "Error response from daemon: No such image: reg")),
    tag("named-localhost", named("localhost:5000/testimage:v1")),
    tag("named-localhost", named("127.0.0.1:5000/testimage:v1")),
    tag("port-left-out", named("nova/testimage:v1")),
    tag("registry-left-out", named("testimage:v1")),
    tag("tag-left-out", named("nova:5000/testimage:latest")),
    tag("other-tag", named("nova:5000/testimage:v2")),
    tag("other-repository", named("nova:5000/testimg:v1")),
    tag("other-port", named("nova:5001/testimage:v1")),
    tag("other-host", named("nvoa:5000/testimage:v1")),
    tag("named-elsewhere", named(Scene.tagged, on: "other")),
    tag(
      "pushed-too-early",
      run(
        "docker push nova:5000/testimage:v1", exit: 1,
        "An image does not exist locally with the tag: nova:5000/testimage")),
    Mistake("see-tag", "name-gone") { $0.world.images["host"] = [("nginx:1.19.2", "a")] },
    Mistake("see-tag", "filtered-out", run("docker images nginx", "nginx 1.19.2")),
    Mistake("see-tag", "containers-listed", run("docker container ls")),
    Mistake("see-tag", "listed-elsewhere", run("docker image ls", on: "other")),
  ]
}
