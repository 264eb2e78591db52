import Basics
import Submissions
import Testing

@testable import Grading

struct HostNamingTests {
  private func name(told: String? = nil, used: [String] = []) -> HostNaming.Origin {
    var work = SubmittedWork(content: .commands([]), hostName: told)
    work.candidateHostNames = used
    return HostNaming.origin(of: work, machines: ["host", "other"])
  }

  private static let cases: [(String?, [String], HostNaming.Origin)] = [
    ("lab-07", ["ada-laptop"], HostNaming.Origin.told("lab-07")),
    (nil, ["ada-laptop", "vm"], .used("ada-laptop")),
    (nil, [], .unknown), ("other", ["vm"], .used("vm")),
    (nil, ["other", "registry", "localhost", "vm"], .used("vm")),
    ("-x", [], .unknown), ("192.168.0.7", ["10.0.0.1", "vm"], .used("vm")),
    ("a b", ["a_b", "ok"], .used("ok")),
    (String(repeating: "x", count: 64), [], .unknown), ("ゆきの", [], .unknown), ("", [], .unknown),
    ("lab.example.org", [], .told("lab.example.org")),
  ]

  @Test(arguments: cases)
  func `the learner's computer is called as the submission says, else as its commands call it`(
    told: String?, used: [String], origin: HostNaming.Origin
  ) {
    #expect(name(told: told, used: used) == origin)
  }

  @Test func `only a guess is told to the instructor`() {
    #expect(name(used: ["vm"]).note?.en.contains("vm") == true)
    #expect(name(told: "vm").note == nil)
    #expect(name().note == nil)
    #expect(name().name == "host")
  }
}
