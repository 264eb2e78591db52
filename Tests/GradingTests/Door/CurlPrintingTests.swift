import Practice
import Testing

@testable import Grading

@Suite struct `A curl of a submission` {
  @Test(arguments: [
    ["localhost:5000/v2/_catalog"], ["-s", "http://localhost:5000/v2/"], ["-sS", "-i", "localhost:5000"],
    ["-X", "GET", "-H", "Accept: */*", "localhost:5000"], ["-m", "5", "localhost"],
  ])
  func `runs outside the room when it only asks and prints`(_ arguments: [String]) {
    #expect(CurlArguments(arguments).onlyPrints)
  }

  @Test(arguments: [
    ["-o", "out", "localhost"], ["-O", "localhost/x"], ["-T", "file", "localhost"],
    ["-H", "@file", "localhost"], ["-d", "@file", "localhost"], ["-K", "file"], ["file:///etc/passwd"],
    ["-H"], ["localhost/{a,b}"], ["localhost/[1-9]"], ["-sSo", "out", "localhost"],
    ["--trace", "t", "localhost"],
  ])
  func `runs in the room when it may touch a file, or nobody knows`(_ arguments: [String]) {
    #expect(!CurlArguments(arguments).onlyPrints)
  }
}
