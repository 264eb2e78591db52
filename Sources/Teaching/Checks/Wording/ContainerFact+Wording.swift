import Basics
import Lessons

extension ContainerFact {
  /// What must be so, as one sentence.
  func expected(on machine: String) -> Phrase {
    let noun = noun(plural: count != .some)
    let details = Phrase.details(features)
    switch (count.least, count.most) {
    case (0, 0?):
      return Phrase(
        en: "\(machine) has no \(noun.en)\(details.en).", ja: "\(machine) に\(noun.ja)\(details.ja)が1つもない。")
    case (1, nil):
      let article = noun.en.hasPrefix("u") ? "an" : "a"
      return Phrase(
        en: "\(machine) has \(article) \(noun.en)\(details.en).",
        ja: "\(machine) に\(noun.ja)\(details.ja)がある。")
    default:
      return Phrase(
        en: "\(machine) has \(count) \(noun.en)\(details.en).",
        ja: "\(machine) に\(noun.ja)\(details.ja)が \(count) 個ある。")
    }
  }

  /// What there is instead, as one sentence; `candidates` have the right image and name.
  func found(
    _ candidates: [ContainerSighting], among all: [ContainerSighting], on machine: String
  ) -> Phrase {
    if !candidates.isEmpty {
      let list = Phrase.list(candidates, atMost: 3, \.described)
      guard count != .none else {
        return Phrase(en: "\(machine) still has \(list.en).", ja: "\(machine) に残っているのは \(list.ja)。")
      }
      return Phrase(en: "\(machine) has \(list.en).", ja: "\(machine) にあるのは \(list.ja)。")
    }
    let noun = noun(plural: true)
    guard !all.isEmpty else {
      return Phrase(en: "\(machine) has no containers.", ja: "\(machine) にコンテナはない。")
    }
    let others = Phrase.list(all, atMost: 3, \.described)
    return Phrase(
      en: "\(machine) has no \(noun.en), only \(others.en).",
      ja: "\(machine) に\(noun.ja)はなく、あるのは \(others.ja)。")
  }

  private func noun(plural: Bool) -> Phrase {
    let container = plural ? "containers" : "container"
    return switch (image, name) {
    case (nil, nil): Phrase(en: container, ja: "コンテナ")
    case (let image?, nil): Phrase(en: "\(container) of \(image)", ja: " \(image) のコンテナ")
    case (nil, let name?): Phrase(en: "\(container) named \(name)", ja: " \(name) という名前のコンテナ")
    case (let image?, let name?):
      Phrase(en: "\(container) of \(image) named \(name)", ja: " \(name) という名前の \(image) のコンテナ")
    }
  }

  private var features: [Phrase] {
    var features: [Phrase] = []
    if !states.isEmpty { features.append(.alternativesOf(states.map { State.words($0.rawValue) })) }
    if let publishes { features.append(publishes.words) }
    if !command.isEmpty {
      let words = command.map(\.pattern).joined(separator: " ")
      features.append(Phrase(en: "given the arguments \(words)", ja: "引数 \(words) 付き"))
    }
    features += labels.sorted { $0.key < $1.key }.map { key, value in
      Phrase(en: "labelled \(key)=\(value)", ja: "ラベル \(key)=\(value)")
    }
    features += mounts.map { mount in
      let source = mount.source?.pattern ?? "*"
      return Phrase(
        en: "\(source) mounted at \(mount.destination)", ja: "\(source) を \(mount.destination) にマウント")
    }
    return features
  }
}

extension ContainerFact.State {
  /// Docker's word in the learner's language.
  static func words(_ state: String) -> Phrase {
    switch Self(rawValue: state) {
    case .created: Phrase(en: "created, never started", ja: "作成されただけで未起動")
    case .running: Phrase(en: "running", ja: "動作中")
    case .paused: Phrase(en: "paused", ja: "一時停止中")
    case .restarting: Phrase(en: "restarting", ja: "再起動中")
    case .removing: Phrase(en: "being removed", ja: "削除中")
    case .exited: Phrase(en: "stopped", ja: "停止")
    case .dead: Phrase(en: "dead", ja: "異常終了")
    case nil: Phrase(verbatim: state)
    }
  }
}

extension Phrase {
  fileprivate static func alternativesOf(_ words: [Phrase]) -> Phrase {
    Phrase(en: words.map(\.en).joined(separator: " or "), ja: words.map(\.ja).joined(separator: "または"))
  }
}

extension Publishing {
  fileprivate var words: Phrase {
    switch self {
    case .nothing: Phrase(en: "publishing no port", ja: "公開ポートなし")
    case .anything: Phrase(en: "publishing a port", ja: "公開ポートあり")
    case .port(let pattern): Phrase(en: "publishing \(pattern)", ja: "\(pattern) を公開")
    }
  }
}

extension ContainerSighting {
  /// Name, image, state and ports: `web (nginx, running, publishing 8080:80/tcp)`.
  var described: Phrase {
    var features = [Phrase(verbatim: ImageID(image) == nil ? image : String(image.prefix(19)))]
    features.append(ContainerFact.State.words(state))
    if let ports {
      let unique = ports.map(\.description).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let list = unique.joined(separator: ", ")
      features.append(
        unique.isEmpty ? Publishing.nothing.words : Phrase(en: "publishing \(list)", ja: "\(list) を公開"))
    }
    let details = Phrase.details(features)
    return Phrase(en: name + details.en, ja: name + details.ja)
  }
}

extension ContainerFact {
  /// What such a mismatch usually means.
  func usualCause(of candidates: [ContainerSighting]) -> UsualCause {
    if count == .none, candidates.allSatisfy({ $0.state != "running" }) {
      return UsualCause(
        because: Phrase(
          en: "Stopped containers are there until they are removed.", ja: "止まっているコンテナも、削除するまでは残っています。"),
        advice: Phrase(
          en: "Look at all containers, the stopped ones too, and remove what is left.",
          ja: "止まっているものも含めて一覧を見て、残っているコンテナを削除してください。"))
    }
    guard let candidate = candidates.first, count != .none else { return .notDoneYet }
    if !states.isEmpty, !states.contains(where: { $0.rawValue == candidate.state }) {
      let state = State.words(candidate.state)
      return UsualCause(
        because: Phrase(
          en: "The container is there, but it is \(state.en).", ja: "コンテナはありますが、状態は「\(state.ja)」です。"),
        advice: Phrase(
          en: "Look at its log to see why, then start it again or replace it.",
          ja: "ログを見て理由を確かめ、起動し直すか、作り直してください。"))
    }
    return UsualCause(
      because: Phrase(
        en: "The container was started with other settings, and those are fixed when it is created.",
        ja: "コンテナの設定が手順と違います。設定は作成したときに決まり、あとから変えられません。"),
      advice: Phrase(
        en: "Remove it and start a new one with the settings the step asks for.",
        ja: "そのコンテナを削除し、手順のとおりの設定で起動し直してください。"))
  }
}
