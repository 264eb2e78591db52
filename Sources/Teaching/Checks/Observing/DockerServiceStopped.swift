import Basics
import Lessons

/// A machine whose docker service the learner has stopped, or kept from starting: that is an observation too.
package struct DockerServiceStopped: Error, Sendable, Equatable {
  package let machine: Machine.ID

  package init(machine: Machine.ID) {
    self.machine = machine
  }

  func found(on name: String) -> Phrase {
    Phrase(en: "The docker service on \(name) is not running.", ja: "\(name) の docker サービスが動いていません。")
  }
}
