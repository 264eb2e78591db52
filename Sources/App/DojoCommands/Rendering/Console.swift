import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where dojo speaks: results on standard output, narration on standard error.
struct Console: Sendable {
  let language: Language
  let style: TerminalStyle
  /// Columns that text may fill.
  let width: Int
  /// The open file that results go to.
  let output: Int32

  /// Wider lines are hard to read, however wide the window is.
  static let widestText = 96

  init(language: Language, style: TerminalStyle, width: Int, output: Int32 = STDOUT_FILENO) {
    self.language = language
    self.style = style
    self.width = width
    self.output = output
  }

  /// The console of this process.
  init(language: Language?, plain: Bool, environment: [String: String], output: Int32 = STDOUT_FILENO) {
    self.init(
      language: language ?? Language(environment: environment),
      style: TerminalStyle(isTerminal: isatty(STDOUT_FILENO) == 1, environment: environment, plain: plain),
      width: Self.columns(environment: environment), output: output)
  }

  /// Prints a result.
  func print(_ text: String) {
    Self.write(text + "\n", to: output)
  }

  /// Prints what accompanies a result.
  func narrate(_ text: String) {
    Self.write(text + "\n", to: STDERR_FILENO)
  }

  /// Prints what went wrong and what to try.
  func report(_ error: any UserFacingError) {
    narrate(LineWrap.hanging("dojo: ", error.summary[language], width: width))
    guard let remedy = error.remedy?[language] else { return }
    narrate(LineWrap.hanging("      ", remedy, width: width))
  }

  /// Says what dojo decided by itself, and why.
  func explain(_ reason: Phrase) {
    narrate(LineWrap.hanging("  ", reason[language], width: width))
  }

  /// Says something about the circumstances beside a result.
  func warn(_ notice: Phrase) {
    narrate(LineWrap.hanging("  ! ", notice[language], width: width))
  }

  private static func write(_ text: String, to descriptor: Int32) {
    // A reader that went away is no error of ours: `dojo list | head` must end quietly.
    try? AtomicFile.writeAll(Array(text.utf8), to: descriptor, path: "output")
  }

  private static func columns(environment: [String: String]) -> Int {
    var size = winsize()
    let asked = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    let columns =
      asked == 0 && size.ws_col > 0 ? Int(size.ws_col) : environment["COLUMNS"].flatMap(Int.init) ?? 80
    return min(max(columns, 40), widestText)
  }
}
