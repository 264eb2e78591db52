import Basics
import Checks
import DockerCLI
import EngineClient
import Lessons
import Practice
import TestSupport
import Testing

/// Docker and a practice machine in one process, without the socket between them.
@Suite struct DirectEngineTests {
  private func with(_ body: (PracticeMachines) async throws -> Void) async throws {
    let folder = try ScratchFolder()
    let machines = try await PracticeMachinesTests.open(in: folder)
    do { try await body(machines) } catch {
      await machines.close()
      throw error
    }
    await machines.close()
  }

  private func docker(
    _ arguments: [String], on machines: PracticeMachines, directly: Bool
  ) async -> [String] {
    let (output, errors) = (CollectedOutput(), CollectedOutput())
    let exit = await DockerCommandLine.run(
      arguments: arguments,
      environment: CommandEnvironment(
        endpoint: .unix(path: machines.socket(of: "host")),
        engine: directly ? machines.engine(of: "host") : nil, output: output, errors: errors,
        now: { Timestamp(seconds: 1_795_450_972) }))
    return [output.text, errors.text, "\(exit)"]
  }

  @Test func `what docker prints does not depend on the way it asks`() async throws {
    try await with { machines in
      _ = await docker(["create", "--name", "box", "hello-world"], on: machines, directly: true)
      let questions = [
        ["ps", "-a"], ["inspect", "box"], ["images"], ["image", "inspect", "nginx:1.19.2"],
        ["inspect", "nobody"],
        ["tag", "nobody", "x:v1"], ["rm", "nobody"], ["rmi", "hello-world"], ["start", "nobody"],
        ["network", "ls"], ["volume", "ls"], ["version"], ["logs", "box"], ["run", "nothing:here"],
      ]
      for question in questions {
        let direct = await docker(question, on: machines, directly: true)
        let distant = await docker(question, on: machines, directly: false)
        #expect(direct == distant, "docker \(question.joined(separator: " "))")
        #expect(direct.dropLast().contains { !$0.isEmpty } || question.first == "logs")
      }
    }
  }

  @Test func `listing changes nothing; naming, starting and removing do, on that machine alone`() async throws
  {
    try await with { machines in
      let listings = [["ps", "-a"], ["images"], ["inspect", "nginx:1.19.2"]]
      let changes = [
        ["tag", "nginx:1.19.2", "other:v1"], ["run", "-d", "--name", "box", "registry:2.7.1"],
        ["stop", "-t", "0", "box"], ["rm", "box"], ["rmi", "other:v1"],
      ]
      for command in listings {
        let before = machines.changes(of: "host")
        _ = await docker(command, on: machines, directly: true)
        #expect(machines.changes(of: "host") == before, "docker \(command.joined(separator: " "))")
      }
      for command in changes {
        let (before, beside) = (machines.changes(of: "host"), machines.changes(of: "other"))
        #expect(await docker(command, on: machines, directly: true)[2] == "0")
        #expect(machines.changes(of: "host") > before, "docker \(command.joined(separator: " "))")
        #expect(machines.changes(of: "other") == beside)
      }
    }
  }

  @Test func `what is pushed to a registry of a machine counts as a change of it`() async throws {
    try await with { machines in
      _ = await docker(["run", "-d", "-p", "5000:5000", "registry:2.7.1"], on: machines, directly: true)
      _ = await docker(["tag", "nginx:1.19.2", "localhost:5000/a:v1"], on: machines, directly: true)
      _ = await docker(["push", "localhost:5000/a:v1"], on: machines, directly: true)
      let pushed = machines.changes(of: "host")
      _ = try await machines.world.http(get: "http://localhost:5000/v2/_catalog", accept: [], on: "host")
      #expect(machines.changes(of: "host") == pushed)
      // The layers are there already: only requests to the registry are made, and a name is put once more.
      _ = await docker(["push", "localhost:5000/a:v1"], on: machines, directly: true)
      #expect(machines.changes(of: "host") > pushed)
    }
  }
}
