/// A signal as the API names it: `SIGTERM`, `TERM`, `15`.
package struct Signal: Hashable, Sendable {
  package let number: Int

  static let interrupt = Signal(number: 2)
  static let quit = Signal(number: 3)
  static let kill = Signal(number: 9)
  static let terminate = Signal(number: 15)
  static let proceed = Signal(number: 18)
  static let stop = Signal(number: 19)

  private init(number: Int) {
    self.number = number
  }

  init(parsing text: String) throws(EngineFault) {
    if let number = Int(text) {
      guard (1...64).contains(number) else { throw .badParameter("Invalid signal: \(text)") }
      self.number = number
      return
    }
    let name = text.uppercased()
    guard let number = Self.numbers[name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name] else {
      throw .badParameter("Invalid signal: \(text)")
    }
    self.number = number
  }

  /// Linux numbers, whatever this computer uses: a practice machine is a Linux machine.
  private static let numbers = [
    "HUP": 1, "INT": 2, "QUIT": 3, "ILL": 4, "TRAP": 5, "ABRT": 6, "BUS": 7, "FPE": 8, "KILL": 9, "USR1": 10,
    "SEGV": 11, "USR2": 12, "PIPE": 13, "ALRM": 14, "TERM": 15, "STKFLT": 16, "CHLD": 17, "CONT": 18,
    "STOP": 19, "TSTP": 20, "TTIN": 21, "TTOU": 22, "URG": 23, "XCPU": 24, "XFSZ": 25, "VTALRM": 26,
    "PROF": 27, "WINCH": 28, "IO": 29, "PWR": 30, "SYS": 31,
  ]
}
