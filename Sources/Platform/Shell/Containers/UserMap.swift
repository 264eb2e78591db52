import Basics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which users and groups of this computer are those of a user namespace (user_namespaces(7)).
package struct UserMap: Sendable, Hashable {
  /// A run of numbers: the first one inside, the one outside that it stands for, and how many there are.
  struct Run: Sendable, Hashable {
    let inside: UInt32
    let outside: UInt32
    let count: UInt32

    /// The runs of a file `uid_map` or `gid_map`, as this process sees the numbers outside; none when it cannot be read.
    static func all(in file: String) -> [Run] {
      let text = String(decoding: (try? FileBytes.read(file)) ?? [], as: UTF8.self)
      return text.split(separator: "\n").compactMap { line in
        let numbers = line.split(separator: " ").compactMap { UInt32($0) }
        return numbers.count == 3 ? Run(inside: numbers[0], outside: numbers[1], count: numbers[2]) : nil
      }
    }

    func knows(_ number: UInt32) -> Bool { number >= inside && number - inside < count }

    /// The number inside of one outside; `nil` for one that is not among these.
    func inside(of number: UInt32) -> UInt32? {
      number >= outside && number - outside < count ? inside + (number - outside) : nil
    }

    /// The number outside of one inside; `nil` for one that is not among these.
    func outside(of number: UInt32) -> UInt32? { knows(number) ? outside + (number - inside) : nil }

    fileprivate var words: [String] { ["\(inside)", "\(outside)", "\(count)"] }
  }

  private let users: [Run]
  private let groups: [Run]
  /// What writes the map where this process may not; `nil` where it may.
  private let writers: ContainerTools.MapWriters?

  /// The users that rooms can have here: everybody whom root of this computer knows, each as themselves, or whom
  /// `/etc/subuid` lends to somebody else.
  ///
  /// `nil` where there would be nobody but root.
  init?(with tools: ContainerTools) {
    guard tools.starter != nil else { return nil }
    guard geteuid() != 0 else {
      let same = { (file: String) in
        Run.all(in: file).map { Run(inside: $0.inside, outside: $0.inside, count: $0.count) }
      }
      self.init(users: same("/proc/self/uid_map"), groups: same("/proc/self/gid_map"), writers: nil)
      return
    }
    guard let writers = tools.mapWriters else { return nil }
    let text = { (file: String) in String(decoding: (try? FileBytes.read(file)) ?? [], as: UTF8.self) }
    let account = UserAndGroup(user: geteuid(), group: getegid())
    self.init(
      lentTo: account, accounts: text("/etc/passwd"), users: text("/etc/subuid"), groups: text("/etc/subgid"),
      writers: writers)
  }

  /// The users that are lent to an account, which is their root; `nil` where they are too few.
  ///
  /// - Parameters:
  ///   - account: The user and the group of the account.
  ///   - accounts: A file as passwd(5) describes it.
  ///   - users: A file as subuid(5) describes it.
  ///   - groups: A file as subgid(5) describes it.
  ///   - writers: What gives them to a user namespace.
  init?(
    lentTo account: UserAndGroup, accounts: String, users: String, groups: String,
    writers: ContainerTools.MapWriters
  ) {
    let number = "\(account.user)"
    let name = Self.lines(accounts).first { $0.count > 2 && $0[2] == number }.map { $0[0] }
    func all(_ file: String, _ own: UInt32) -> [Run] {
      let line = Self.lines(file).first { $0.count == 3 && ($0[0] == name || $0[0] == number) }
      guard let line, let first = UInt32(line[1]), let count = UInt32(line[2]),
        !first.addingReportingOverflow(count).overflow
      else { return [] }
      return [Run(inside: 0, outside: own, count: 1), Run(inside: 1, outside: first, count: count)]
    }
    self.init(users: all(users, account.user), groups: all(groups, account.group), writers: writers)
  }

  /// `nil` where they are not as many as every system knows.
  private init?(users: [Run], groups: [Run], writers: ContainerTools.MapWriters?) {
    (self.users, self.groups, self.writers) = (users, groups, writers)
    guard knows(Self.nobody) else { return nil }
  }

  /// Whether they are lent by this computer, whose files this process may not touch then.
  var isLent: Bool { writers != nil }

  /// Whether it has a user and a group of this number.
  func knows(_ number: UInt32) -> Bool {
    users.contains { $0.knows(number) } && groups.contains { $0.knows(number) }
  }

  /// Who an owner outside is inside; whoever is not known there is nobody.
  func inside(_ owner: UserAndGroup) -> UserAndGroup {
    UserAndGroup(
      user: users.lazy.compactMap { $0.inside(of: owner.user) }.first ?? Self.nobody,
      group: groups.lazy.compactMap { $0.inside(of: owner.group) }.first ?? Self.nobody)
  }

  /// Who an owner inside is outside; `nil` for one that is not known.
  func outside(_ owner: UserAndGroup) -> UserAndGroup? {
    guard let user = users.lazy.compactMap({ $0.outside(of: owner.user) }).first,
      let group = groups.lazy.compactMap({ $0.outside(of: owner.group) }).first
    else { return nil }
    return UserAndGroup(user: user, group: group)
  }

  private static let nobody = UserAndGroup.nobody.user

  /// Whether root of the rooms is a user of this computer with this number.
  func isRoot(_ number: UInt32) -> Bool { users.contains { $0.inside == 0 && $0.outside == number } }

  /// Gives them to a user namespace that has nobody yet, by a process in it; from a thread that may wait.
  func write(for process: Int32) {
    guard let writers else {
      write(users, to: "/proc/\(process)/uid_map")
      write(groups, to: "/proc/\(process)/gid_map")
      return
    }
    _ = LiveChild.finish([writers.users, "\(process)"] + users.flatMap(\.words))
    _ = LiveChild.finish([writers.groups, "\(process)"] + groups.flatMap(\.words))
  }

  /// The kernel takes a map in one piece, or not at all.
  private func write(_ runs: [Run], to path: String) {
    let text = runs.map { $0.words.joined(separator: " ") + "\n" }.joined()
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { _ = close(file) }
    try? AtomicFile.writeAll(Array(text.utf8), to: file, path: path)
  }

  private static func lines(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
