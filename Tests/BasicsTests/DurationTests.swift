import Basics
import Testing

@Suite struct DurationTests {
  @Test(arguments: [
    (Duration.zero, "0s"), (.nanoseconds(999), "999ns"), (.nanoseconds(151_200), "151.2µs"),
    (.nanoseconds(2_110_411), "2.110411ms"), (.milliseconds(500), "500ms"), (.milliseconds(1500), "1.5s"),
    (.seconds(3), "3s"), (.seconds(60), "1m0s"), (.milliseconds(90_020), "1m30.02s"),
    (.seconds(3600), "1h0m0s"),
    (.seconds(-90), "-1m30s"),
  ])
  func `A duration is written as Go writes it`(duration: Duration, text: String) {
    #expect(duration.goText == text)
  }
}
