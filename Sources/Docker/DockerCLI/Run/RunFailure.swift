/// An error for which `docker run` has a form and an exit code of its own.
struct RunFailure: Error {
  let cause: any Error

  /// Marks what `body` throws, except refusals of this docker's own.
  static func catching<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let refusal as UnavailableCommand {
      throw refusal
    } catch let refusal as TooOldEngine {
      throw refusal
    } catch {
      throw RunFailure(cause: error)
    }
  }

  static func catching<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let conflict as ConflictingOptions {
      throw conflict
    } catch {
      throw RunFailure(cause: error)
    }
  }

  /// The form: `docker: ` before it, the way to the help behind it.
  static func wrapped(_ error: any Error, path: String) -> CommandFailure {
    let text = CommandFailure.text(of: error)
    return CommandFailure(
      "docker: \(text)\n\nRun '\(path) --help' for more information", exitCode: exitCode(for: text))
  }

  /// 127 for a command that is not there, 126 for one that cannot be run, 125 for all else.
  private static func exitCode(for text: String) -> Int32 {
    if text.contains("executable file not found")
      || text.contains("no such file or directory")
        && !text.hasPrefix("open ")
    {
      return 127
    }
    return text.contains("permission denied") || text.contains("is a directory: unknown") ? 126 : 125
  }
}
