import Testing

@testable import Grading

@Suite struct `The time of a submission` {
  @Test func `is that of the clock where nobody else wants a processor`() {
    #expect(seconds(of: 120, lasting: 0.1, share: 1) == 12)
  }

  @Test func `is less where others do, so that the same work is in time everywhere`() {
    #expect(seconds(of: 100, lasting: 0.1, share: 0.25) == 2.5)
  }

  @Test(arguments: [0, 0.0001, 0.01, 0.1])
  func `comes to an end for what hangs, in ten times its limit, however dense the crowd`(share: Double) {
    #expect(seconds(of: 1200, lasting: 0.1, share: share) == 12)
  }

  @Test func `is not longer because who counts it was kept waiting`() {
    #expect(seconds(of: 1, lasting: 5, share: 1) == 0.5)
    #expect(seconds(of: 1, lasting: 0.15, share: 1) == 0.15)
  }

  /// What counts of so many looks, to a millionth.
  private func seconds(of looks: Int, lasting elapsed: Double, share: Double) -> Double {
    var time = FairTime()
    for _ in 0..<looks { time.pass(elapsed, share: share) }
    return (time.seconds * 1e6).rounded() / 1e6
  }
}
