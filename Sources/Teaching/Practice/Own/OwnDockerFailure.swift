import Basics

/// Why a lesson cannot be done on a Docker of the learner's own.
package enum OwnDockerFailure: UserFacingError, Equatable {
  /// None of these programs is on the `PATH`.
  case missing([String])
  /// The program is there, its engine says nothing; the reason is the program's own.
  case notAnswering(program: String, reason: String)
  /// The engine would talk HTTPS to the lesson's registry, which speaks plain HTTP.
  case untrusted(registry: String, resolves: Bool)
  /// The lesson changes how the engine is set up, which dojo does not do to one of the learner's.
  case setsUpEngine(lesson: String)
  /// Images are missing and nobody was there to be asked; `canLoad` when dojo has stand-ins for them.
  case imagesMissing([String], program: String, canLoad: Bool)
  /// There is no going back in the middle: nothing keeps an engine of the learner's as it was.
  case noSnapshots(step: Int)
  /// Something was to be removed and nobody was there to be asked.
  case nobodyToAsk(count: Int)

  package var exitCode: ExitCode {
    switch self {
    case .nobodyToAsk, .noSnapshots: .usage
    case .missing, .notAnswering, .untrusted, .setsUpEngine, .imagesMissing: .undetermined
    }
  }
}

extension OwnDockerFailure {
  package var summary: Phrase {
    switch self {
    case .missing(let programs):
      Phrase(
        en: "there is no \(programs.joined(separator: " and no ")) on your PATH",
        ja: "PATH に \(programs.joined(separator: " も ")) \(programs.count > 1 ? "も" : "が")ありません")
    case .notAnswering(let program, let reason):
      Phrase(
        en: "the engine behind \(program) does not answer: \(reason)",
        ja: "\(program) のエンジンが応答しません: \(reason)")
    case .untrusted(let registry, resolves: true):
      Phrase(
        en: "your Docker would talk HTTPS to \(registry), but this lesson's registry there speaks plain HTTP",
        ja: "手元の Docker は \(registry) に HTTPS で接続しますが、このレッスンのレジストリが話すのは HTTP です")
    case .untrusted(let registry, resolves: false):
      Phrase(
        en: "this lesson's registry is \(registry), a name that this computer does not know",
        ja: "このレッスンのレジストリは \(registry) ですが、このコンピューターはその名前を解決できません")
    case .setsUpEngine(let lesson):
      Phrase(
        en:
          "the lesson \(lesson) changes how Docker itself is set up and restarts it; dojo does not do that to a Docker of yours",
        ja: "レッスン \(lesson) は Docker 自体の設定を変えて再起動します。手元の Docker では行いません")
    case .imagesMissing(let names, let program, _):
      Phrase(
        en: "the lesson needs images that \(program) does not have: \(names.joined(separator: ", "))",
        ja: "レッスンに必要なイメージが \(program) にありません: \(names.joined(separator: "、"))")
    case .noSnapshots(let step):
      Phrase(
        en: "there is no going back to step \(step): nothing keeps your own Docker as it was",
        ja: "手順\(step)には戻れません。手元の Docker の途中の状態は保存されていません")
    case .nobodyToAsk(let count):
      Phrase(
        en: "going back to the start would remove \(count) things from your own Docker",
        ja: "最初に戻ると、手元の Docker から \(count) 個のものが削除されます")
    }
  }

  package var remedy: Phrase? {
    switch self {
    case .missing:
      Phrase(
        en: "Install Docker or podman, or leave --docker system out: dojo brings practice machines along.",
        ja: "Docker か podman をインストールするか、--docker system を付けずに始めてください。練習用マシンが使えます。")
    case .notAnswering(let program, _):
      Phrase(
        en:
          "See whether `\(program) info` works: the engine may not be running, or you may not be in the docker group. With podman: --docker podman.",
        ja:
          "`\(program) info` が動くか確認してください。エンジンが起動していないか、docker グループに入っていない可能性があります。podman を使うには --docker podman を指定します。"
      )
    case .untrusted(let registry, resolves: true):
      Phrase(
        en:
          "Put {\"insecure-registries\": [\"\(registry)\"]} into /etc/docker/daemon.json (Docker Desktop: Settings > Docker Engine) and restart Docker, then start again.",
        ja:
          "/etc/docker/daemon.json（Docker Desktop では Settings > Docker Engine）に {\"insecure-registries\": [\"\(registry)\"]} を書き、Docker を再起動してから、もう一度始めてください。"
      )
    case .untrusted(let registry, resolves: false):
      Phrase(
        en:
          "Add the line `127.0.1.1 \(registry.hostPart)` to /etc/hosts; Docker then also allows plain HTTP there.",
        ja: "/etc/hosts に `127.0.1.1 \(registry.hostPart)` の行を加えてください。Docker はそこへの HTTP も許します。")
    case .setsUpEngine(let lesson):
      Phrase(
        en: "Do it on dojo's practice machines: dojo run \(lesson)",
        ja: "練習用マシンで行ってください: dojo run \(lesson)")
    case .imagesMissing(let names, _, let canLoad):
      Self.remedyForImages(names, canLoad: canLoad)
    case .noSnapshots:
      Phrase(
        en: "dojo reset 1 removes what this lesson has made there, and begins anew.",
        ja: "dojo reset 1 で、このレッスンが作ったものを削除して最初からやり直せます。")
    case .nobodyToAsk:
      Phrase(
        en: "Type it in a terminal to be asked, or say dojo reset 1 --yes.",
        ja: "ターミナルで実行して確認に答えるか、dojo reset 1 --yes と打ってください。")
    }
  }

  private static func remedyForImages(_ names: [String], canLoad: Bool) -> Phrase {
    let pull = names.map { "docker pull \($0)" }.joined(separator: " && ")
    guard canLoad else {
      return Phrase(en: "Fetch them first: \(pull)", ja: "先に取得してください: \(pull)")
    }
    return Phrase(
      en: "Fetch them first (\(pull)), or say --yes: dojo then loads small stand-ins of its own.",
      ja: "先に取得する（\(pull)）か、--yes を付けてください。dojo の小さな代用イメージを読み込みます。")
  }
}

extension String {
  /// What stands before the port.
  fileprivate var hostPart: Substring { prefix { $0 != ":" } }
}
