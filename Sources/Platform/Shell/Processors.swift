import Basics

/// The processors that this process may use, dealt out to children that keep to one each.
///
/// A child whose threads and own children hand work to one another needs a fifth less time when all of them stay on
/// one processor. Where the system has no `taskset`, children run wherever they like.
package struct Processors: Sendable {
  /// Their numbers; empty when they are not known.
  package let numbers: [Int]
  private let taskset: String?

  package init(numbers: [Int], taskset: String?) {
    self.numbers = numbers
    self.taskset = taskset
  }

  /// The processors of this process, as `/proc/self/status` tells them, and the program that binds a child to one.
  package static func own(searchPath: String) -> Self {
    let status = (try? FileBytes.read("/proc/self/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    return Self(
      numbers: line.map { numbers(in: $0.dropFirst("Cpus_allowed_list:".count)) } ?? [],
      taskset: LinkFolder.program("taskset", on: searchPath, except: nil))
  }

  /// Reads a list such as `0-3,8`; what is no number is left out.
  static func numbers(in list: some StringProtocol) -> [Int] {
    String(list.filter { !$0.isWhitespace }).split(separator: ",").flatMap { range -> [Int] in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last, last < 1 << 16 else { return [] }
      return Array(first...last)
    }
  }

  /// The command bound to a processor, the next one for each turn.
  package func command(_ command: ChildCommand, turn: Int) -> ChildCommand {
    guard let taskset, !numbers.isEmpty else { return command }
    return ChildCommand(
      taskset, ["-c", "\(numbers[turn % numbers.count])", command.executable] + command.arguments,
      environment: command.environment, workingDirectory: command.workingDirectory)
  }
}
