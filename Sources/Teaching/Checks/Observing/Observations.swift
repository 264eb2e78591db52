import Basics
import DockerCLI
import Lessons

/// One look at the world: everything is asked for at most once, so that all checks see the same moment.
actor Observations {
  private struct Request: Hashable {
    let subject: String
    let accept: [String]
    let machine: Machine.ID
  }

  private let world: any World
  private var containers: [Machine.ID: [ContainerSighting]] = [:]
  private var inspected: [Machine.ID: Set<String>] = [:]
  private var images: [Machine.ID: [ImageSighting]] = [:]
  private var replies: [Request: HTTPObservation] = [:]
  private var files: [Request: FileObservation] = [:]

  init(_ world: any World) {
    self.world = world
  }

  /// All containers, in any state.
  func containers(on machine: Machine.ID) async throws -> [ContainerSighting] {
    if let known = containers[machine] { return known }
    let list = ["ps", "-a", "--no-trunc", "--format", DockerOutput.containerRow]
    let text = try await docker(list, on: machine)
    let unseen = await world.unseenContainers(on: machine)
    let found = try read(text, on: machine, with: DockerOutput.containers)
      .filter { !unseen.contains($0.id) }.map { ContainerSighting($0, on: machine) }
    containers[machine] = found
    return found
  }

  /// All containers, those with the given ids with their commands and mounts, and with their ports even if they do not run.
  func containers(on machine: Machine.ID, inspecting ids: [String]) async throws -> [ContainerSighting] {
    let listed = try await containers(on: machine)
    let known = inspected[machine] ?? []
    let wanted = ids.filter { !known.contains($0) }
    guard !wanted.isEmpty else { return listed }
    // A container that is gone by now makes docker fail, but it still prints the others.
    let outcome = try await world.docker(["inspect", "--type", "container"] + wanted, on: machine)
    let details = try read(outcome.stdout, on: machine, with: DockerOutput.inspectedContainers)
    let byID = Dictionary(details.map { ($0.id, $0) }) { first, _ in first }
    // Others may have been inspected meanwhile.
    let completed = (containers[machine] ?? listed).map { sighting in
      byID[sighting.id].map(sighting.completed) ?? sighting
    }
    containers[machine] = completed
    inspected[machine, default: []].formUnion(wanted)
    return completed
  }

  /// All names of all images.
  func images(on machine: Machine.ID) async throws -> [ImageSighting] {
    if let known = images[machine] { return known }
    let text = try await docker(["images", "--no-trunc", "--format", "{{json .}}"], on: machine)
    let found = try read(text, on: machine, with: DockerOutput.images).map { ImageSighting($0, on: machine) }
    images[machine] = found
    return found
  }

  /// Every digest by which an image is known: its id, and what registries call it; empty when docker does not say.
  func digests(ofImage reference: String, on machine: Machine.ID) async -> Set<String> {
    let outcome = try? await world.docker(["image", "inspect", reference], on: machine)
    guard let outcome, outcome.exit == 0 else { return [] }
    return (try? DockerOutput.imageDigests(from: outcome.stdout)) ?? []
  }

  func reply(to url: String, accept: [String] = [], on machine: Machine.ID) async throws -> HTTPObservation {
    let request = Request(subject: url, accept: accept, machine: machine)
    if let known = replies[request] { return known }
    let reply = try await world.http(get: url, accept: accept, on: machine)
    replies[request] = reply
    return reply
  }

  func file(_ path: String, on machine: Machine.ID) async throws -> FileObservation {
    let request = Request(subject: path, accept: [], machine: machine)
    if let known = files[request] { return known }
    let file = try await world.file(path, on: machine)
    files[request] = file
    return file
  }

  /// What a docker command of the author's prints.
  nonisolated func output(of arguments: [String], on machine: Machine.ID) async throws -> CommandOutcome {
    let outcome = try await world.docker(arguments, on: machine)
    // Docker has no exit code of its own for an engine that is not there.
    guard outcome.exit == 0 || !outcome.stderr.contains("Docker daemon") else {
      throw DockerSilence(machine: machine, words: outcome.stderr)
    }
    return outcome
  }

  /// What a program of the author's says.
  nonisolated func script(_ call: ScriptCall, on machine: Machine.ID) async throws -> CommandOutcome {
    try await world.script(call, on: machine)
  }

  nonisolated func portHolder(_ port: UInt16, on machine: Machine.ID) async -> String? {
    await world.portHolder(port, on: machine)
  }

  private func docker(_ arguments: [String], on machine: Machine.ID) async throws -> String {
    let outcome = try await world.docker(arguments, on: machine)
    guard outcome.exit == 0 else { throw DockerSilence(machine: machine, words: outcome.stderr) }
    return outcome.stdout
  }

  private func read<Rows>(
    _ text: String, on machine: Machine.ID, with reader: (String) throws(DockerOutputError) -> Rows
  ) throws -> Rows {
    do {
      return try reader(text)
    } catch {
      throw DockerSilence(machine: machine, words: error.reason)
    }
  }
}

/// Docker did not say what it was asked.
struct DockerSilence: UserFacingError {
  let machine: Machine.ID
  /// Docker's own.
  let words: String

  var summary: Phrase {
    let line = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return Phrase(
      en: "docker did not answer on \(machine)\(line.isEmpty ? "." : ": \(line)")",
      ja: "\(machine) の docker が応答しません\(line.isEmpty ? "。" : "：\(line)")")
  }

  var remedy: Phrase? {
    Phrase(
      en: "`dojo doctor` looks for what stands in the way.", ja: "原因は `dojo doctor` で調べられます。")
  }

  var exitCode: ExitCode { .undetermined }
}
