import Basics
import Shell

/// The accounts of this computer, by which Docker's engine and its `ps` know the users of containers.
struct ComputerAccounts: Hashable {
  private let rows: [[String]]

  /// Takes the lines of a passwd(5).
  init(_ text: String) {
    rows = text.split(separator: "\n").map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }.filter { $0.count > 3 }
  }

  /// Those of now.
  static func read() -> ComputerAccounts {
    ComputerAccounts(String(decoding: (try? FileBytes.read("/etc/passwd")) ?? [], as: UTF8.self))
  }

  /// Somebody by name or number.
  ///
  /// - Throws: `EngineFault` (500) in the words of Docker, which asks getent(1) at last.
  func owner(_ text: String) throws(EngineFault) -> UserAndGroup {
    let row = rows.first { $0[0] == text } ?? rows.first { $0[2] == text }
    guard let row, let user = UInt32(row[2]), let group = UInt32(row[3]) else {
      throw .system("getent unable to find entry \"\(text)\" in passwd database")
    }
    return UserAndGroup(user: user, group: group)
  }

  /// How `ps` shows a user in a column of eight characters.
  func column(of user: UInt32) -> String {
    guard let name = rows.first(where: { $0[2] == "\(user)" })?[0] else { return "\(user)" }
    return name.utf8.count > 8 ? "\(name.prefix(7))+" : name
  }
}
