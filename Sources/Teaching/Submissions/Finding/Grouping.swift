/// Which of the files of a class belong to which learner.
///
/// Known are: a flat folder with a file for each learner; a folder for each; exports of Moodle and Canvas; checkouts of
/// GitHub Classroom; bundles, which carry their learner's name.
struct Grouping {
  /// The files of one learner.
  struct Group {
    let key: String
    var learner: String
    var name: String?
    var identities: [String: String] = [:]
    var isLate = false
    var files: [FoundFile] = []
  }

  var groups: [Group] = []
  private(set) var passedOver: [PassedOver] = []
  let lesson: String
  private var places: [String: Int] = [:]

  /// - Parameters:
  ///   - files: What was found, in order.
  ///   - root: The name of the folder or archive that holds them.
  ///   - checkouts: The folders that are git checkouts, by their names below the root.
  ///   - isLearners: Whether flat files are all of one learner, who is called like the root.
  ///   - lesson: The lesson's id, with which names of bundles begin.
  init(_ files: [FoundFile], root: String, checkouts: Set<[String]>, isLearners: Bool, lesson: String) {
    self.lesson = lesson
    if isLearners {
      let group = Self.named(Self.folderNaming(root, logins: [:]))
      groups = [Group(key: group.key, learner: group.learner, name: group.name, identities: group.identities)]
      groups[0].files = files
      return
    }
    let depth = Self.wrapperDepth(of: files, checkouts: checkouts)
    let wrapper = depth == 0 ? root : files.first?.names[depth - 1] ?? root
    let repositories = checkouts.filter { $0.count == depth + 1 }.compactMap(\.last).sorted()
    let logins = ClassroomNames.logins(of: repositories, in: wrapper, lesson: lesson)
    for file in files { add(file, names: Array(file.names.dropFirst(depth)), logins: logins) }
  }

  private mutating func add(_ file: FoundFile, names: [String], logins: [String: String]) {
    guard let first = names.first else { return }
    let group: Group
    if names.count > 1 {
      group = Self.named(Self.folderNaming(first, logins: logins))
    } else {
      guard !FileNames.isBeside(first) else {
        passedOver.append(PassedOver(name: DisplayName.of(file.path), reason: .notASubmission))
        return
      }
      group = fileNaming(first)
    }
    let place = places[group.key] ?? groups.count
    if place == groups.count {
      groups.append(group)
      places[group.key] = place
    }
    groups[place].files.append(file)
    groups[place].isLate = groups[place].isLate || group.isLate
  }

  /// How many folders stand around everything, as when a folder is packed as a whole.
  private static func wrapperDepth(of files: [FoundFile], checkouts: Set<[String]>) -> Int {
    guard let first = files.first?.names, first.count > 1, files.allSatisfy({ $0.names.first == first[0] }),
      MoodleName(first[0]) == nil, !checkouts.contains([first[0]])
    else { return 0 }
    let inside = files.map { $0.names.dropFirst() }
    let isClass =
      inside.allSatisfy { $0.count > 1 }
      || inside.contains { names in
        names.count == 1 && names.first.map { MoodleName($0) != nil || CanvasName($0) != nil } == true
      }
      || inside.allSatisfy { $0.count == 1 && $0.first?.lowercased().hasSuffix(".dojo") == true }
        && files.count > 1
    return isClass ? 1 : 0
  }

  private enum Naming {
    case moodle(MoodleName)
    case canvas(CanvasName)
    case checkout(login: String, folder: String)
    case plain(String)
  }

  private static func folderNaming(_ folder: String, logins: [String: String]) -> Naming {
    if let moodle = MoodleName(folder) { return .moodle(moodle) }
    if let login = logins[folder] { return .checkout(login: login, folder: folder) }
    return .plain(folder)
  }

  private func fileNaming(_ file: String) -> Group {
    if let moodle = MoodleName(file) { return Self.named(.moodle(moodle)) }
    if let canvas = CanvasName(file) { return Self.named(.canvas(canvas)) }
    return Self.named(.plain(FileNames.learner(from: file, lesson: lesson)))
  }

  private static func named(_ naming: Naming) -> Group {
    switch naming {
    case .moodle(let moodle):
      Group(
        key: "moodle:\(moodle.participant)", learner: moodle.name ?? "Participant \(moodle.participant)",
        name: moodle.name, identities: ["moodle": moodle.participant])
    case .canvas(let canvas):
      Group(
        key: "canvas:\(canvas.user)", learner: canvas.name ?? canvas.user,
        identities: ["canvas": canvas.user],
        isLate: canvas.isLate)
    case .checkout(let login, let folder):
      Group(
        key: "name:\(FoldedName.of(login))", learner: login,
        identities: ["github": login, "repository": folder])
    case .plain(let name): Group(key: "name:\(FoldedName.of(name))", learner: name)
    }
  }
}

/// What the names of files say.
enum FileNames {
  /// The learner after whom a file is named: without its ending, the lesson's name, and a browser's ` (1)`.
  static func learner(from file: String, lesson: String) -> String {
    var name = Substring(file)
    for ending in [".tar.gz", ".tgz", ".tar", ".zip"] where name.lowercased().hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = name[..<dot] }
    if name.last == ")", let open = name.lastIndex(of: "("),
      MoodleName.isNumber(name[open...].dropFirst().dropLast())
    {
      name = name[..<open]
      while name.last == " " { name = name.dropLast() }
    }
    if name.hasPrefix("\(lesson)-"), name.count > lesson.count + 1 { name = name.dropFirst(lesson.count + 1) }
    return name.isEmpty ? file : String(name)
  }

  /// Whether a file lies beside submissions but is none: tables, explanations, licences.
  static func isBeside(_ file: String) -> Bool {
    let name = file.lowercased()
    let isTable = [".csv", ".xlsx", ".xls", ".ods"].contains { name.hasSuffix($0) }
    return isTable || ["readme", "license", "licence", "contributing"].contains { name.hasPrefix($0) }
  }

  /// Whether a file may hold plain commands, going by its name; recordings and bundles are known by what is in them.
  static func mayHoldCommands(_ file: String) -> Bool {
    let name = file.lowercased()
    guard !["dockerfile", "makefile", "vagrantfile", "jenkinsfile", "gemfile"].contains(name) else {
      return false
    }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return true }
    return commandEndings.contains(String(name[dot...].dropFirst()))
  }

  private static let commandEndings: Set<String> = [
    "sh", "bash", "zsh", "fish", "ksh", "txt", "text", "log", "md", "markdown", "html", "htm", "ps1", "bat",
    "cmd", "history", "typescript", "script", "cast", "out",
  ]
}
