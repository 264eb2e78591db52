import Basics
import DockerAPI
import Testing

@testable import Engine

@Suite struct `The STATUS of a container` {
  @Test(arguments: [
    (0, "Less than a second"), (1, "1 second"), (59, "59 seconds"), (60, "About a minute"),
    (119, "About a minute"), (120, "2 minutes"), (3_599, "59 minutes"), (3_600, "About an hour"),
    (5_399, "About an hour"), (5_400, "2 hours"), (47 * 3_600, "47 hours"), (48 * 3_600, "2 days"),
    (14 * 86_400, "2 weeks"), (60 * 86_400, "2 months"), (730 * 86_400, "2 years"),
  ])
  func `tells time in Docker's words`(seconds: Int, words: String) {
    #expect(Duration.seconds(seconds).inWords == words)
  }

  @Test func `follows its life`() {
    var life = Lifecycle()
    let start = Timestamp(seconds: 1_795_449_822, nanoseconds: 717_663_725)
    #expect(life.text(at: start) == "Created")
    life.start(at: start, pid: 7)
    #expect(life.text(at: start.advanced(by: .seconds(20))) == "Up 20 seconds")
    life.status = .paused
    #expect(life.text(at: start.advanced(by: .seconds(20))) == "Up 20 seconds (Paused)")
    life.end(at: start.advanced(by: .seconds(60)), exitCode: 137, restarting: false)
    #expect(life.text(at: start.advanced(by: .seconds(72))) == "Exited (137) 12 seconds ago")
    life.end(at: start, exitCode: 1, restarting: true)
    #expect(life.text(at: start.advanced(by: .seconds(3))) == "Restarting (1) 3 seconds ago")
  }
}
