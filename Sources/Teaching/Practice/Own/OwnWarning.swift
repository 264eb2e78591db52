import Basics
import Lessons

/// What a learner hears before a step that destroys: what of their own is in reach.
struct OwnWarning {
  let step: Step
  /// What the step removes, in the author's words.
  let what: Phrase
  let now: OwnInventory
  let made: Belongings

  /// `nil` when there is nothing on the engine but the sitting's own.
  var phrase: Phrase? {
    let containers = now.containers.filter { !made.containers.contains($0.id) }.map(OwnThing.init)
    let images = now.images.filter { !made.images.contains($0.name ?? $0.id) }
    guard !containers.isEmpty || !images.isEmpty else { return nil }
    let list = containers.isEmpty ? Phrase(en: "", ja: "") : OwnQuestion.list(containers)
    let newline = containers.isEmpty ? "" : "\n"
    return Phrase(
      en: """
        Step \(step.number) removes \(what.en). Not made by this lesson: \
        containers \(containers.count), images \(images.count). dojo asks before one of them goes.\(newline)\(list.en)
        """,
      ja: """
        手順\(step.number)で削除するのは、\(what.ja)です。手元には、このレッスンが作っていない\
        コンテナが \(containers.count) 個、イメージが \(images.count) 個あります。削除される前に確認します。\(newline)\(list.ja)
        """)
  }
}
