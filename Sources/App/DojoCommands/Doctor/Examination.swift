import Basics
import Practice
import Shell

/// What dojo sees of this computer, as plain facts; how they were found out is not its concern.
struct Surroundings: Sendable {
  /// Who listens on the port of the lessons' registry.
  enum PortUse: Sendable, Equatable {
    case free
    /// The program and process id when they can be told: `nginx (pid 812)`.
    case taken(by: String?)
  }

  var environment: [String: String]
  var registryPort: PortUse
  var isMac = false
  /// What a docker or podman of the learner's says about its engine; `nil` when there is none.
  var ownEngine: OwnEngineFinding?
  /// Paths of programs on the learner's PATH, by name.
  var programs: [String: String]
  /// Where progress is kept, or why that cannot be.
  var stateFolder: Result<String, StateFolderProblem>
  /// Where the lessons lie, or why they were not found.
  var home: Result<DojoHome, DojoHomeError>
  /// Whether containers can run programs of their own.
  var containers: ContainerFinding
  /// What other people's commands can be run in, or why they cannot.
  var sandbox: Result<SandboxTools, NoSandbox>
  /// What a sitting of one's own can be isolated with, or why it cannot.
  var isolation: Result<SandboxTools, NoSandbox>

  enum OwnEngineFinding: Sendable, Equatable {
    /// Its name and version.
    case answers(String)
    /// Why it does not, in its own words.
    case silent(Phrase)
  }

  enum ContainerFinding: Sendable, Equatable {
    /// Real ones; as users of their own, or all as root.
    case real(hasUsers: Bool)
    /// Packages to install first; none where the system cannot do it at all.
    case missing(packages: [String])
    /// The system does not allow it, in its own words, and the setting that is known to be why.
    case refused(reason: String, ban: NamespaceBan?)
  }

  struct StateFolderProblem: Error, Equatable {
    let found: Phrase
    let remedy: Phrase?
  }
}

/// Looks at the surroundings and says what would get in the way, with a remedy for each.
enum Examination {
  /// The port that the registry chapter publishes.
  static let registryPort: UInt16 = 5000

  static func findings(in surroundings: Surroundings) -> [Finding] {
    [
      port(surroundings), shell(surroundings), locale(surroundings), curl(surroundings), docker(surroundings),
      stateFolder(surroundings), lessons(surroundings), containers(surroundings), sandbox(surroundings),
      isolation(surroundings),
    ]
  }

  private static func port(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "port \(registryPort)", ja: "ポート \(registryPort)")
    guard case .taken(let holder) = surroundings.registryPort else {
      return Finding(.fine, subject: subject, found: Phrase(en: "free", ja: "空いています"))
    }
    let isAirPlay = surroundings.isMac && (holder?.hasPrefix("ControlCe") ?? true)
    let name = isAirPlay ? "AirPlay Receiver" : holder
    let found = Phrase(
      en: "taken by \(name ?? "a program of another user")",
      ja: "\(name ?? "別のユーザーのプログラム") が使用中です")
    let airPlay = Phrase(
      en: "Switch it off in System Settings > General > AirDrop & Handoff, or start with --ports private.",
      ja: "「システム設定」>「一般」>「AirDropとHandoff」でオフにするか、--ports private を付けて始めてください。")
    let other = Phrase(
      en:
        "Stop that program, or start with --ports private: published ports then answer only in dojo's shell.",
      ja: "そのプログラムを止めるか、--ports private を付けて始めてください。公開ポートには dojo のシェルからだけつながります。")
    return Finding(.attention, subject: subject, found: found, remedy: isAirPlay ? airPlay : other)
  }

  private static func shell(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "shell", ja: "シェル")
    let path = surroundings.environment["SHELL"] ?? ""
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    if ["bash", "zsh", "fish"].contains(name) {
      return Finding(.fine, subject: subject, found: Phrase(verbatim: path))
    }
    let found =
      name.isEmpty
      ? Phrase(en: "SHELL is not set", ja: "SHELL が設定されていません")
      : Phrase(en: "\(path) tells dojo nothing after a command", ja: "\(path) はコマンドの終わりを dojo に伝えられません")
    return Finding(
      .attention, subject: subject, found: found,
      remedy: Phrase(
        en: "Type `dojo check` after each step, or start with SHELL=/bin/bash dojo run.",
        ja: "手順ごとに `dojo check` と打つか、SHELL=/bin/bash dojo run で始めてください。"))
  }

  private static func locale(_ surroundings: Surroundings) -> Finding {
    let environment = surroundings.environment
    let subject = Phrase(en: "language", ja: "言語")
    let asked =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let language = Language(environment: environment)
    guard asked.lowercased().contains("utf") || surroundings.isMac && asked.isEmpty else {
      return Finding(
        .attention, subject: subject,
        found: Phrase(
          en: asked.isEmpty ? "no locale is set" : "\(asked) is not UTF-8",
          ja: asked.isEmpty ? "ロケールが設定されていません" : "\(asked) は UTF-8 ではありません"),
        remedy: Phrase(
          en: "Japanese may not show: export LANG=C.UTF-8, or ja_JP.UTF-8 for a Japanese chapter.",
          ja: "日本語が表示できないことがあります。export LANG=ja_JP.UTF-8 を実行してください。"))
    }
    return Finding(
      .fine, subject: subject,
      found: Phrase(
        en: "\(language == .japanese ? "Japanese" : "English") (\(asked)); --lang ja or en chooses another",
        ja: "\(language == .japanese ? "日本語" : "英語")（\(asked)）。--lang ja か en で変えられます"))
  }

  private static func curl(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(verbatim: "curl")
    if let path = surroundings.programs["curl"] {
      return Finding(.fine, subject: subject, found: Phrase(verbatim: path))
    }
    return Finding(
      .attention, subject: subject, found: Phrase(en: "not installed", ja: "インストールされていません"),
      remedy: Phrase(
        en: "Steps that ask a registry by hand need it: apt-get install curl.",
        ja: "レジストリに直接問い合わせる手順で使います。apt-get install curl でインストールできます。"))
  }

  private static func docker(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "Docker of your own", ja: "手元の Docker")
    let present = ["docker", "podman"].compactMap { surroundings.programs[$0] }
    guard !present.isEmpty else {
      return Finding(
        .fine, subject: subject, found: Phrase(en: "none, and none is needed", ja: "ありませんが、必要ありません"))
    }
    let state =
      switch surroundings.ownEngine {
      case .answers(let version):
        Phrase(
          en: "\(version) answers, and dojo run LESSON --docker system would use it",
          ja: "\(version) が応答しています。dojo run レッスン名 --docker system で使えます")
      case .silent(let reason):
        Phrase(
          en: "--docker system cannot use it now: \(reason.en)",
          ja: "いまは --docker system で使えません: \(reason.ja)")
      case nil: Phrase(en: "lessons bring their own docker", ja: "レッスンには専用の docker が付いています")
      }
    return Finding(
      .fine, subject: subject,
      found: Phrase(
        en: "\(present.joined(separator: ", ")): left alone; \(state.en)",
        ja: "\(present.joined(separator: "、")): 触れません。\(state.ja)"))
  }

  private static func stateFolder(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "progress", ja: "進み具合")
    switch surroundings.stateFolder {
    case .success(let path):
      return Finding(
        .fine, subject: subject, found: Phrase(en: "kept in \(path)", ja: "\(path) に保存します"))
    case .failure(let problem):
      return Finding(.blocking, subject: subject, found: problem.found, remedy: problem.remedy)
    }
  }

  private static func lessons(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "lessons", ja: "レッスン")
    switch surroundings.home {
    case .success(let home): return Finding(.fine, subject: subject, found: Phrase(verbatim: home.lessons))
    case .failure(let error):
      return Finding(.blocking, subject: subject, found: error.summary, remedy: error.remedy)
    }
  }

  /// The bundled servers play on every computer, so nothing about programs keeps a sitting from starting.
  private static func containers(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "containers", ja: "コンテナ")
    switch surroundings.containers {
    case .real(hasUsers: true):
      return Finding(
        .fine, subject: subject,
        found: Phrase(
          en: "docker run alpine and the like run real programs, as users of their own",
          ja: "docker run alpine などで実際のプログラムが専用のユーザーとして動きます"))
    case .real(hasUsers: false):
      return Finding(
        .fine, subject: subject,
        found: Phrase(
          en: "docker run alpine and the like run real programs, all with root's rights; "
            + "the packages uidmap and iproute2 give them users of their own",
          ja: "docker run alpine などで実際のプログラムが動きます。すべて root の権限で動きますが、"
            + "パッケージ uidmap と iproute2 を入れると専用のユーザーで動きます"))
    case .missing(packages: []):
      return Finding(
        .fine, subject: subject,
        found: Phrase(
          en: "the registry and web servers of lessons work; other programs in containers need Linux",
          ja: "レッスンのレジストリと Web サーバーは動きます。コンテナでほかのプログラムを動かすには Linux が必要です"))
    case .missing(let packages):
      let names = packages.joined(separator: " ")
      return Finding(
        .attention, subject: subject, found: servers,
        remedy: Phrase(
          en: "For docker run alpine, docker exec and the like: apt-get install \(names).",
          ja: "docker run alpine や docker exec などには apt-get install \(names) が必要です。"))
    case .refused(let reason, let ban):
      let general = Phrase(
        en: "For docker run alpine and the like, have unprivileged user namespaces allowed.",
        ja: "docker run alpine などには、非特権ユーザー名前空間の許可が必要です。")
      return Finding(
        .attention, subject: subject,
        found: Phrase(
          en: "\(servers.en); bubblewrap says: \(reason)", ja: "\(servers.ja)。bubblewrap の応答: \(reason)"),
        remedy: ban?.remedy ?? general)
    }
  }

  private static let servers = Phrase(
    en: "only the registry and web servers of lessons work", ja: "レッスンのレジストリと Web サーバーだけが動きます")

  private static func isolation(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(verbatim: "--isolate")
    switch surroundings.isolation {
    case .success(let tools):
      return Finding(
        .fine, subject: subject,
        found: Phrase(
          en: "dojo run --isolate works here (\(tools.bubblewrap))",
          ja: "dojo run --isolate が使えます（\(tools.bubblewrap)）"))
    case .failure(let reason):
      let problem = CannotIsolate.noSandbox(reason)
      // Nobody needs what their system does not have.
      let severity = reason == .notThisSystem ? Finding.Severity.fine : .attention
      return Finding(
        severity, subject: subject, found: problem.summary,
        remedy: severity == .fine ? nil : problem.remedy)
    }
  }

  /// Only instructors need a sandbox, so nothing about it keeps a sitting from starting.
  private static func sandbox(_ surroundings: Surroundings) -> Finding {
    let subject = Phrase(en: "grading", ja: "採点")
    switch surroundings.sandbox {
    case .success(let tools):
      return Finding(
        .fine, subject: subject,
        found: Phrase(
          en: "dojo grade runs submissions in a sandbox (\(tools.bubblewrap))",
          ja: "dojo grade は提出物をサンドボックスの中で実行します（\(tools.bubblewrap)）"))
    case .failure(.notThisSystem):
      return Finding(.fine, subject: subject, found: NoSandbox.notThisSystem.summary)
    case .failure(let reason):
      return Finding(.attention, subject: subject, found: reason.summary, remedy: reason.remedy)
    }
  }
}
