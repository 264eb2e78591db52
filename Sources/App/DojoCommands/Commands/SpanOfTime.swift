import ArgumentParser

/// A length of time as people type it: `90s`, `30m`, `1h`, `7d`.
struct SpanOfTime: ExpressibleByArgument, Equatable, CustomStringConvertible {
  let seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  init?(argument: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }) else { return nil }
    let digits = argument.dropLast()
    guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(digits)
    else { return nil }
    seconds = count * unit
  }

  var duration: Duration { .seconds(seconds) }

  var description: String {
    for (unit, size) in [("h", 3600), ("m", 60)] where seconds > 0 && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }

  var defaultValueDescription: String { description }
}
