import DockerAPI

/// A number of bytes, in powers of 1024, as docker's go-units reads it: `64m`, `64MB`, `1.5g`.
enum ByteCount {
  static func objection(_ text: String) -> String? {
    do throws(Problem) {
      _ = try parse(text)
      return nil
    } catch {
      return error.reason
    }
  }

  static func bytes(_ text: String) -> Int? { try? parse(text) }

  private struct Problem: Error { let reason: String }

  private static func parse(_ text: String) throws(Problem) -> Int {
    guard let last = text.lastIndex(where: { $0.isASCII && ($0.isNumber || $0 == "." || $0 == " ") }) else {
      throw Problem(reason: "invalid size: '\(text)'")
    }
    let isSpace = text[last] == " "
    let number = isSpace ? text[..<last] : text[...last]
    let suffix = text[text.index(after: last)...].lowercased()
    guard let size = Double(number) else {
      throw Problem(reason: "strconv.ParseFloat: parsing \(GoText.quoted(String(number))): invalid syntax")
    }
    guard size >= 0 else { throw Problem(reason: "invalid size: '\(text)'") }
    guard let power = power(suffix) else { throw Problem(reason: "invalid suffix: '\(suffix)'") }
    let bytes = (0..<power).reduce(size) { bytes, _ in bytes * 1024 }
    guard bytes < 9e18 else { throw Problem(reason: "invalid size: '\(text)'") }
    return Int(bytes)
  }

  private static func power(_ suffix: String) -> Int? {
    guard let first = suffix.first else { return 0 }
    guard first != "b" else { return suffix == "b" ? 0 : nil }
    guard let place = Array("kmgtp").firstIndex(of: first), ["", "b", "ib"].contains(suffix.dropFirst())
    else { return nil }
    return place + 1
  }
}

/// A number of processors: `1.5`, `1/2` or `1e-1`, kept in billionths.
enum ProcessorShare {
  static func objection(_ text: String) -> String? {
    guard let (value, isExact) = parse(text) else { return "failed to parse \(text) as a rational number" }
    return isExact && abs(value) < 9e9 ? nil : "value is too precise"
  }

  static func billionths(_ text: String) -> Int? {
    parse(text).flatMap { abs($0.0) < 9e9 ? Int(($0.0 * 1e9).rounded()) : nil }
  }

  private static func parse(_ text: String) -> (Double, isExact: Bool)? {
    if let match = text.wholeMatch(of: /([+-]?\d+)\/(\d+)/), let top = Double(match.1),
      let bottom = Double(match.2), bottom > 0
    {
      let share = top * 1e9 / bottom
      return (top / bottom, share == share.rounded())
    }
    guard let match = text.wholeMatch(of: /[+-]?\d*(?:\.(\d*))?(?:[eE]([+-]?\d+))?/),
      let value = Double(text)
    else { return nil }
    var digits = match.1 ?? ""
    while digits.last == "0" { digits.removeLast() }
    return (value, digits.count - (match.2.flatMap { Int($0) } ?? 0) <= 9)
  }
}

/// A value of `--ulimit`: `nofile=1024:2048`.
enum LimitArgument {
  static func objection(_ text: String) -> String? {
    do throws(Problem) {
      _ = try parse(text)
      return nil
    } catch {
      return error.reason
    }
  }

  static func limit(_ text: String) -> ResourceLimit? { try? parse(text) }

  private struct Problem: Error { let reason: String }

  private static let names: Set = [
    "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
    "rtprio",
    "rttime", "sigpending", "stack",
  ]

  private static func parse(_ text: String) throws(Problem) -> ResourceLimit {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw Problem(reason: "invalid ulimit argument: \(text)") }
    guard names.contains(parts[0]) else { throw Problem(reason: "invalid ulimit type: \(parts[0])") }
    let limits = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard limits.count <= 2 else {
      throw Problem(
        reason: "too many limit values - \(parts[1]), can only have up to two, `soft[:hard]`")
    }
    var numbers: [Int] = []
    for limit in limits {
      guard let number = Int(limit) else {
        throw Problem(reason: "strconv.ParseInt: parsing \(GoText.quoted(String(limit))): invalid syntax")
      }
      numbers.append(number)
    }
    let (soft, hard) = (numbers[0], numbers[numbers.count - 1])
    let rule = "ulimit soft limit must be less than or equal to hard limit: "
    guard hard == -1 || soft != -1 else {
      throw Problem(reason: rule + "soft: -1 (unlimited), hard: \(hard)")
    }
    guard hard == -1 || soft <= hard else { throw Problem(reason: rule + "\(soft) > \(hard)") }
    return ResourceLimit(name: parts[0], hard: hard, soft: soft)
  }
}
