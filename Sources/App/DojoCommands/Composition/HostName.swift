#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The name that the first practice machine takes from this computer.
enum HostName {
  /// This computer's host name, as `hostname` prints it.
  static func current() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    let room = buffer.count - 1
    guard unsafe gethostname(&buffer, room) == 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A host name that Docker accepts in front of an image name and that means no other machine of a lesson.
  ///
  /// Docker refuses `_`, takes `localhost` for the machine itself, and needs a name that a second machine may know.
  static func forPractice(_ name: String, taken: Set<String> = ["other"]) -> String {
    let allowed = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-")
        ? character : "-"
    }
    let trimmed = String(
      allowed.drop { $0 == "-" || $0 == "." }.reversed().drop { $0 == "-" || $0 == "." }.reversed())
    let isUsable = !trimmed.isEmpty && trimmed.lowercased() != "localhost" && !taken.contains(trimmed)
    return isUsable ? trimmed : "dojo-host"
  }
}
