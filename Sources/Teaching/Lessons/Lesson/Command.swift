import Basics

/// One command line to type, and where.
package struct Command: Sendable, Hashable {
  /// The shell text, which may span lines.
  package let line: String
  /// The machine it is for; absent means the step's own.
  package let machine: Machine.ID?

  package init(_ line: String, on machine: Machine.ID? = nil) {
    self.line = line
    self.machine = machine
  }
}

/// One way to do a step, as the author wrote it.
package struct Solution: Sendable, Hashable {
  /// The commands to type, in order.
  package let commands: [Command]
  /// The output that stands below them in the source, for reading only.
  package let sampleOutput: String
  /// Words around the commands, in the chapter's language.
  package let remarks: String

  package init(commands: [Command], sampleOutput: String = "", remarks: String = "") {
    self.commands = commands
    self.sampleOutput = sampleOutput
    self.remarks = remarks
  }
}

extension Command: YAMLReadable {
  static var expected: Phrase {
    Phrase(en: "a command line, or `{run: …, on: MACHINE}`", ja: "コマンド行、または `{run: …, on: MACHINE}` ")
  }

  init?(_ node: YAMLNode, _ reading: Reading) {
    guard let fields = Fields(node, reading, shorthand: "run", expecting: Self.expected) else { return nil }
    let line: String? = fields.required("run")
    let machine = fields.machine("on")
    fields.finish()
    guard let line = line?.trimmed else { return nil }
    guard !line.isEmpty else {
      reading.reject(fields.node("run") ?? node, expecting: Self.expected)
      return nil
    }
    self.init(line, on: machine)
  }
}
