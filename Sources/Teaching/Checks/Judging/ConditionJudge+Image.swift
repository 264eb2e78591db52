import Basics
import Lessons
import OCI

extension ConditionJudge {
  func judge(_ fact: ImageFact, on machine: Machine.ID) async throws -> Finding {
    let images = try await observations.images(on: machine)
    let named = images.filter(fact.isNamed)
    let machineName = name(of: machine)
    var finding = Finding(
      .failed, expected: fact.expected(on: machineName, other: fact.sameAs?.machine.map(name)),
      found: fact.found(named, among: images, on: machineName),
      evidence: Evidence(images: named.isEmpty ? fact.akin(in: images) : named), usual: .notDoneYet)
    guard fact.exists else {
      finding.outcome = named.isEmpty ? .passed : .failed
      return finding
    }
    guard !named.isEmpty else { return finding }
    if let other = fact.sameAs {
      guard let wanted = try await imageID(of: other, on: machine) else {
        finding.found = other.missing(on: name(of: other.machine ?? machine))
        return finding
      }
      guard await isSame(named, wanted, other, on: machine) else {
        finding.found = fact.foundOther(on: machineName)
        return finding
      }
    }
    if let glob = fact.alsoNamed, !named.contains(where: { isAlsoNamed(glob, $0, among: images) }) {
      finding.found = fact.foundNoOtherName(on: machineName)
      return finding
    }
    finding.outcome = .passed
    return finding
  }

  /// Whether one of these images is the one with this id.
  ///
  /// Engines differ in what an image's id is: its config's digest, or with the containerd image store (the default from
  /// Docker 29 on) its manifest's. The digest by which a registry knows it is the same everywhere.
  private func isSame(
    _ named: [ImageSighting], _ wanted: String, _ other: ImageAt, on machine: Machine.ID
  ) async -> Bool {
    if named.contains(where: { $0.id == wanted }) { return true }
    let theirs = await observations.digests(ofImage: other.reference, on: other.machine ?? machine)
    guard !theirs.isEmpty else { return false }
    for image in named {
      guard let reference = image.reference else { continue }
      let ours = await observations.digests(ofImage: reference, on: machine)
      if !ours.isDisjoint(with: theirs) { return true }
    }
    return false
  }

  /// The id of an image that is there, or was when a step passed.
  func imageID(of wanted: ImageAt, on machine: Machine.ID) async throws -> String? {
    let machine = wanted.machine ?? machine
    let name = ImageName(wanted.reference)
    let now = try await observations.images(on: machine)
    let then = journal.passes.reversed().flatMap {
      $0.assessment.verdicts.flatMap { $0.evidence.images ?? [] }
    }
    return (now + then.filter { $0.machine == machine }).first { image in
      image.reference.map { ImageName($0).isSame(as: name) } ?? false
    }?.id
  }

  /// Whether the image has another name like this, or was given its name from one.
  private func isAlsoNamed(_ glob: Glob, _ image: ImageSighting, among images: [ImageSighting]) -> Bool {
    let name = image.reference.map { ImageName($0) }
    let hasOther = images.contains { other in
      other.id == image.id && other.reference != image.reference
        && other.reference.map { ImageName($0).matches(glob) } ?? false
    }
    if hasOther { return true }
    let tagging = [["tag"], ["image", "tag"]].map {
      CommandPattern(program: "docker", words: $0.map { Glob($0) })
    }
    return journal.commands.contains { command in
      guard command.machine == image.machine, command.exit == 0,
        tagging.contains(where: { $0.matches(command) })
      else { return false }
      let words = command.argv.suffix(2)
      guard words.count == 2, let source = words.first, let target = words.last else { return false }
      return name?.isSame(as: ImageName(target)) == true
        && (ImageName(source).matches(glob) || ImageID(source) != nil)
    }
  }
}

extension ImageFact {
  /// Whether the image is called as the fact says.
  func isNamed(_ image: ImageSighting) -> Bool {
    guard let text = image.reference else { return false }
    let name = ImageName(text)
    if let reference, !name.matches(reference) { return false }
    guard registry != nil || repository != nil || tag != nil else { return true }
    guard let parts = name.reference else { return false }
    return (registry?.matches(parts.domain) ?? true)
      && (repository.map { name.repositories.contains(where: $0.matches) } ?? true)
      && (tag.map { glob in parts.tag.map { glob.matches($0.description) } ?? false } ?? true)
  }

  /// Images whose names look like tries at the wanted one.
  func akin(in images: [ImageSighting]) -> [ImageSighting] {
    let wanted = reference.flatMap { ImageName($0.pattern).reference?.repository.components.last }
    guard let last = wanted ?? repository.flatMap({ $0.isLiteral ? $0.pattern : nil }) else { return [] }
    return images.filter { image in
      image.reference.flatMap { ImageName($0).reference?.repository.components.last } == last
    }
  }
}
