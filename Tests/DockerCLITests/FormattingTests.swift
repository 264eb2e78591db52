import DockerAPI
import Testing

@testable import DockerCLI

@Suite struct FormattingTests {
  @Test(arguments: [
    (-5, "Less than a second"), (0, "Less than a second"), (1, "1 second"), (59, "59 seconds"),
    (60, "About a minute"), (119, "About a minute"), (120, "2 minutes"), (3_599, "59 minutes"),
    (3_600, "About an hour"), (5_399, "About an hour"), (5_400, "2 hours"), (47 * 3_600, "47 hours"),
    (48 * 3_600, "2 days"), (13 * 86_400, "13 days"), (14 * 86_400, "2 weeks"), (59 * 86_400, "8 weeks"),
    (60 * 86_400, "2 months"), (729 * 86_400, "24 months"), (730 * 86_400, "2 years"),
    (6 * 365 * 86_400, "6 years"),
  ])
  func `A duration is worded as docker words it`(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).inWords == text)
  }

  @Test(arguments: [
    (0, 3, "0B"), (27, 3, "27B"), (999, 3, "999B"), (1_000, 3, "1kB"), (8_688, 3, "8.69kB"),
    (1_985_811, 3, "1.99MB"), (1_985_811, 4, "1.986MB"), (28_326_517, 3, "28.3MB"),
    (28_326_517, 4, "28.33MB"),
    (999_999, 3, "1e+03kB"), (999_400, 3, "999kB"), (1_000_000, 4, "1MB"), (1_500_000_000, 3, "1.5GB"),
    (262_144, 4, "262.1kB"), (1_995_000, 3, "2MB"),
  ])
  func `A size is rounded as docker rounds it`(bytes: Int, digits: Int, text: String) {
    #expect(Units.size(bytes, digits: digits) == text)
  }

  @Test func `Sizes of memory count in 1024`() {
    #expect(Units.binarySize(25_276_510_208) == "23.54GiB")
  }

  @Test func `Columns are as wide as their widest cell, the last one is not padded`() {
    let text = TextTable.layOut([
      "REPOSITORY\tTAG\tSIZE", "a\tverylongtagname\t", "localhost:5000/x\tv…\t8.69kB",
    ])
    #expect(
      text == """
        REPOSITORY         TAG               SIZE
        a                  verylongtagname   
        localhost:5000/x   v…                8.69kB

        """)
  }

  @Test(arguments: [
    ([PortSummary(privatePort: 5000)], "5000/tcp"),
    (
      [
        PortSummary(ip: "::", privatePort: 80, publicPort: 8080),
        PortSummary(ip: "0.0.0.0", privatePort: 80, publicPort: 8080),
      ],
      "0.0.0.0:8080->80/tcp, [::]:8080->80/tcp"
    ),
    (
      (9000...9002).map { PortSummary(ip: "0.0.0.0", privatePort: $0, publicPort: $0) },
      "0.0.0.0:9000-9002->9000-9002/tcp"
    ),
    (
      [PortSummary(privatePort: 80), PortSummary(privatePort: 81), PortSummary(privatePort: 90)],
      "80-81/tcp, 90/tcp"
    ),
    ([PortSummary(privatePort: 53, type: "udp"), PortSummary(privatePort: 53)], "53/tcp, 53/udp"),
    ([], ""),
  ])
  func `Published ports are merged into ranges`(ports: [PortSummary], text: String) {
    #expect(PortList.text(ports) == text)
  }

  @Test func `A time is shown in the zone of the learner`() {
    let tokyo = TimeZoneRule { _ in (9 * 3_600, "JST") }
    #expect(tokyo.text(seconds: 1_795_450_939) == "2026-11-24 01:22:19 +0900 JST")
    #expect(
      tokyo.internetText(seconds: 1_795_450_939, nanoseconds: 5) == "2026-11-24T01:22:19.000000005+09:00")
    #expect(TimeZoneRule.utc.internetText(seconds: 1_795_450_939) == "2026-11-23T16:22:19Z")
  }
}
