import Basics
import Lessons

extension Fact {
  /// What the fact asks for, as one sentence; `machine` is the name people call it.
  func expected(on machine: String, in lesson: Lesson) -> Phrase {
    switch self {
    case .container(let fact): fact.expected(on: machine)
    case .image(let fact): fact.expected(on: machine, other: fact.sameAs?.machine.map(lesson.name))
    case .registry(let fact): fact.expected
    case .http(let fact): fact.expected(on: machine)
    case .file(let fact): fact.expected(on: machine)
    case .ran(let fact): fact.expected(on: machine, in: lesson)
    case .output(let fact): fact.expected(on: machine)
    case .ask(let question): question.text
    case .script: Phrase(en: "The lesson's own program agrees.", ja: "教材のプログラムが合格とする。")
    }
  }
}
