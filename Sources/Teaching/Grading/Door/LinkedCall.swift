import Basics
import Lessons
import Practice

/// A command of a submission, as the program that stands for it has told it.
struct LinkedCall: Sendable, Equatable {
  /// The folder in which it was called, as it is called inside the sandbox.
  let folder: String
  let machine: Machine.ID
  /// Whether nobody waits for it: a job in the background, which no Ctrl-C would reach.
  let isInBackground: Bool
  /// The program's name and its arguments.
  let argv: [String]
  let environment: [String: String]
  /// What a recorded command carries of the learner's files.
  private(set) var carried: [CarriedPlace] = []
  /// The folder in which the learner called a recorded command.
  private(set) var origin = ""

  /// The most bytes of a call.
  static let limit = 1 << 18

  /// Reads the fields that `Sources/App/link` writes, each ended by a zero byte; `nil` for anything else.
  init?(reading bytes: [UInt8], startMachine: Machine.ID) {
    var fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.popLast() == "", fields.count >= 5, let count = Int(fields[3]), count >= 1,
      fields.count >= 4 + count
    else { return nil }
    folder = fields[0]
    machine = fields[1].isEmpty ? startMachine : Machine.ID(fields[1])
    isInBackground = fields[2] == "background"
    argv = Array(fields[4..<(4 + count)])
    environment = Dictionary(
      fields[(4 + count)...].compactMap { entry in
        let pair = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return pair.count == 2 ? (String(pair[0]), String(pair[1])) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A command that a journal holds, to be called in another folder and perhaps with other words.
  init(repeating command: CommandEntry, as argv: [String], in folder: String) {
    self.init(folder: folder, machine: command.machine, argv: argv)
    carried = command.carried ?? []
    origin = command.folder
  }

  init(folder: String, machine: Machine.ID, argv: [String], environment: [String: String] = [:]) {
    self.folder = folder
    self.machine = machine
    isInBackground = false
    self.argv = argv
    self.environment = environment
  }

  var program: String { argv.first ?? "" }
  var arguments: [String] { Array(argv.dropFirst()) }

  /// The same call with other arguments.
  func with(arguments: [String]) -> Self {
    Self(copying: self, argv: [program] + arguments)
  }

  private init(copying call: Self, argv: [String]) {
    folder = call.folder
    machine = call.machine
    isInBackground = call.isInBackground
    self.argv = argv
    environment = call.environment
    carried = call.carried
    origin = call.origin
  }
}
