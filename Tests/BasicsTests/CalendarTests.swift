import Basics
import Testing

@Suite struct `A moment` {
  @Test(arguments: [
    (0, "Thu", "Jan", 1), (1_795_449_867, "Mon", "Nov", 23), (951_827_696, "Tue", "Feb", 29),
    (4_107_542_399, "Sun", "Feb", 28), (-1, "Wed", "Dec", 31),
  ])
  func `knows its day of the week and of the month`(seconds: Int, weekday: String, month: String, day: Int) {
    let date = Timestamp(seconds: seconds).date
    #expect(date.weekdayName == weekday)
    #expect(date.monthName == month)
    #expect(date.day == day)
  }

  @Test func `is written as web servers log it`() {
    #expect(Timestamp(seconds: 1_795_449_867).accessLogText == "23/Nov/2026:16:04:27 +0000")
    #expect(Timestamp(seconds: 0).accessLogText == "01/Jan/1970:00:00:00 +0000")
  }

  @Test(arguments: [
    (Duration.milliseconds(700), 11, 200_000_000), (.seconds(2), 12, 500_000_000),
    (.milliseconds(-600), 9, 900_000_000), (.zero, 10, 500_000_000),
  ])
  func `moves by a duration and tells it again`(duration: Duration, seconds: Int, nanoseconds: Int) {
    let start = Timestamp(seconds: 10, nanoseconds: 500_000_000)
    let end = start.advanced(by: duration)
    #expect(end == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    #expect(end.duration(since: start) == duration)
  }

  @Test func `leaves its fraction out where a whole second is asked for`() {
    let time = Timestamp(seconds: 1_795_449_867, nanoseconds: 120_999_999)
    #expect(time.wholeSecondText == "2026-11-23T16:04:27Z")
    #expect(time.milliseconds == 1_795_449_867_120)
  }
}
