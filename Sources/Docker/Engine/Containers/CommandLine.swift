/// The program of a container and its arguments, put together from the image and the request.
package struct CommandLine: Hashable, Sendable {
  package let path: String
  package let arguments: [String]

  /// Docker's rule: an entrypoint given by the request also drops the image's command.
  init(
    entrypoint: [String]?, command: [String]?, imageEntrypoint: [String]?, imageCommand: [String]?
  ) throws(EngineFault) {
    let asked = (entrypoint ?? []).isEmpty ? nil : entrypoint
    let chosen = asked == [""] ? [] : asked ?? imageEntrypoint ?? []
    let given = (command ?? []).isEmpty ? (asked == nil ? imageCommand ?? [] : []) : command ?? []
    let words = chosen + given
    guard let first = words.first else { throw .badParameter("No command specified") }
    path = first
    arguments = Array(words.dropFirst())
  }

  init(path: String, arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// The COMMAND column of `docker ps`: arguments with a blank inside get single quotes.
  package var text: String {
    ([path] + arguments.map { $0.contains(" ") ? "'\($0)'" : $0 }).joined(separator: " ")
  }
}
