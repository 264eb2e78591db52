import Basics

/// Commands that an author gives as one more way to do a step, or as one that does not do it.
///
/// ```yaml
/// variants:
///   - docker container run --detach --publish 5000:5000 registry:2.7.1
///   - ["docker create -p 5000:5000 --name lab registry:2.7.1", "docker start lab"]
/// counterexamples:
///   - docker run -d -p 5001:5000 registry:2.7.1
///   - {run: docker run -d registry:2.7.1, diagnosis: not-published}
/// ```
package struct Attempt: Sendable, Hashable {
  /// Typed in order where the step starts; never empty.
  package let commands: [Command]
  /// The diagnosis that must speak; only counterexamples may name one.
  package let diagnosis: Diagnosis.ID?
  package let place: SourcePlace

  package init(commands: [Command], diagnosis: Diagnosis.ID? = nil, place: SourcePlace) {
    self.commands = commands
    self.diagnosis = diagnosis
    self.place = place
  }
}

extension Attempt {
  private static var expected: Phrase {
    Phrase(
      en: "a command line, a list of them, or `{run: …, on: MACHINE}`",
      ja: "コマンド行、コマンド行のリスト、または `{run: …, on: MACHINE}` ")
  }

  /// Reads `variants:`.
  static func readVariants(_ node: YAMLNode, _ reading: Reading) -> [Attempt] {
    readAll(node, reading) { read($0, reading, diagnosis: nil) }
  }

  /// Reads `counterexamples:`; those that name a diagnosis name one of these.
  static func readCounterexamples(_ node: YAMLNode, _ reading: Reading, known: [Diagnosis]) -> [Attempt] {
    readAll(node, reading) { item in
      read(item, reading) { fields in
        guard let node = fields.node("diagnosis"), let name = String(node, reading) else { return nil }
        if let diagnosis = known.first(where: { $0.id.text == name }) { return diagnosis.id }
        reading.rejectName(
          name, at: node.place, kind: Phrase(en: "diagnosis of this step called", ja: "この手順に、診断"),
          known: known.map(\.id.text))
        return nil
      }
    }
  }

  private static func readAll(
    _ node: YAMLNode, _ reading: Reading, read: (YAMLNode) -> Attempt?
  ) -> [Attempt] {
    guard case .list(let items) = node.content, !items.isEmpty else {
      reading.reject(
        node, expecting: Phrase(en: "a list (`- docker …`)", ja: "リスト（`- docker …`）"))
      return []
    }
    return items.compactMap(read)
  }

  private static func read(
    _ node: YAMLNode, _ reading: Reading, diagnosis: ((Fields) -> Diagnosis.ID?)?
  ) -> Attempt? {
    if case .list(let items) = node.content {
      guard !items.isEmpty else {
        reading.reject(node, expecting: expected)
        return nil
      }
      return Attempt(commands: items.compactMap { Command($0, reading) }, place: node.place)
    }
    guard let fields = Fields(node, reading, shorthand: "run", expecting: expected) else { return nil }
    let lines = fields.node("run").map { run in run.oneOrMany.compactMap { Command($0, reading) } }
    let machine = fields.machine("on")
    let named = diagnosis?(fields)
    if lines == nil { let _: String? = fields.required("run") }
    fields.finish()
    guard let lines, !lines.isEmpty else { return nil }
    return Attempt(
      commands: lines.map { Command($0.line, on: $0.machine ?? machine) }, diagnosis: named, place: node.place
    )
  }
}
