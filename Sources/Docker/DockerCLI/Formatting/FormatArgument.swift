/// The value of `--format` where one document is shown.
enum FormatArgument {
  /// What bad input ends with, as docker's library for command lines has it.
  private static let usage: Int32 = 64

  /// The template asked for; `nil` when none was.
  ///
  /// - Throws: `CommandFailure` for one that cannot be read, which begins with `problem`.
  static func template(
    _ call: Invocation, name: String = "", problem: String = "template parsing error: "
  ) throws(CommandFailure) -> Template? {
    guard let format = call.arguments.string("format") else { return nil }
    do throws(TemplateError) {
      return try Template(format == "json" ? "{{json .}}" : format, name: name)
    } catch {
      throw CommandFailure(problem + error.text, exitCode: usage)
    }
  }

  /// What a template makes of a document.
  ///
  /// - Throws: `CommandFailure` for one that asks for what is not there.
  static func text(
    _ template: Template, of value: TemplateValue, problem: String = "", exitCode: Int32 = 1
  ) throws(CommandFailure) -> String {
    do throws(TemplateError) {
      return try template.text(of: value)
    } catch {
      throw CommandFailure(problem + error.text, exitCode: exitCode)
    }
  }
}
