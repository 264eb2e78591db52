import Lessons

extension DiagnosisTests {
  static func container(
    _ name: String = "x", image: String = "registry:2.7.1", _ state: String = "running",
    publishing: [String] = [], command: [String] = []
  ) -> @Sendable (inout Scene) -> Void {
    { scene in
      scene.world.containers["host", default: []].append(
        .init(name: name, image: image, state: state, publishing: publishing, command: command))
    }
  }

  static func run(_ line: String, on machine: Machine.ID = "host", exit: Int32 = 0, _ output: String = "")
    -> @Sendable (inout Scene) -> Void
  {
    { $0.ran(line, on: machine, exit: exit, output: output) }
  }

  static func both(_ acts: @Sendable (inout Scene) -> Void...) -> @Sendable (inout Scene) -> Void {
    { scene in for act in acts { act(&scene) } }
  }

  private static func start(_ id: Diagnosis.ID, _ act: @escaping @Sendable (inout Scene) -> Void) -> Mistake {
    Mistake("start-registry", id, act)
  }

  static let starting: [Mistake] = [
    start(
      "service-stopped",
      run(
        "docker run -d -p 5000:5000 registry:2.7.1", exit: 125,
        "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")),
    start(
      "name-taken",
      run(
        "docker run -d --name reg -p 5000:5000 registry:2.7.1", exit: 125,
        #"Conflict. The container name "/reg" is already in use by container "12ab""#)),
    start(
      "version-left-out",
      run(
        "docker run -d -p 5000:5000 registry", exit: 125,
        "manifest for registry:latest not found: manifest unknown")),
    start("image-misspelt", run("docker run -d -p 5000:5000 registory:2.7.1", exit: 125, "denied")),
    start("loopback-only", container(publishing: ["127.0.0.1:5000:5000"])),
    start("wrong-container-port", container(publishing: ["5000:80"])),
    start(
      "published-at-random",
      both(container(publishing: ["32768:5000"]), run("docker run -d -P registry:2.7.1"))),
    start(
      "host-port-left-out",
      both(container(publishing: ["32768:5000"]), run("docker run -d -p 5000 registry:2.7.1"))),
    start("wrong-host-port", container(publishing: ["5001:5000"])),
    start("not-published", container()),
    start("other-version", container(image: "registry:2", publishing: ["5000:5000"])),
    start(
      "port-taken-by-container",
      both(
        container("web", image: "nginx", publishing: ["5000:80"]),
        container("x", "created", publishing: ["5000:5000"]),
        run("docker run -d -p 5000:5000 registry:2.7.1", exit: 125))),
    start(
      "port-taken-by-program",
      both(
        container("x", "created", publishing: ["5000:5000"]),
        run("docker run -d -p 5000:5000 registry:2.7.1", exit: 125))),
    start(
      "port-taken-by-other-machine",
      both(
        container("x", "created", publishing: ["5000:5000"]),
        { $0.world.containers["other"] = [.init(name: "y", publishing: ["5000:5000"])] })),
    start("never-started", container("x", "created", publishing: ["5000:5000"])),
    start("options-after-image", container("x", "exited", command: ["-d", "-p", "5000:5000"])),
    start(
      "foreground",
      both(
        container("x", "exited", publishing: ["5000:5000"]),
        run("docker run -p 5000:5000 registry:2.7.1", exit: 2))),
    start("stopped", container("x", "exited", publishing: ["5000:5000"])),
    start("other-image", both(container(image: "nginx"), run("docker run -d -p 5000:5000 nginx"))),
    start("only-pulled", run("docker pull registry:2.7.1")),
    Mistake("list-images", "containers-listed", run("docker ps")),
    Mistake("list-images", "listed-elsewhere", run("docker images", on: "other")),
  ]
}
