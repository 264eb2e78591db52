import Testing

@testable import Grading

struct CurlProofTests {
  @Test(arguments: [
    ["localhost:5000/v2/_catalog"], ["-s", "http://localhost:5000/v2/_catalog"],
    ["-sSfL", "-H", "Accept: */*", "localhost:5000/v2/x/manifests/v1"],
    ["-XGET", "--url", "localhost:5000/v2/"], ["-o", "out", "-i", "localhost:5000"],
    ["-q", "host:5000/v2/?n=1"],
  ])
  func `a curl that prints nothing but what it was answered proves something`(_ arguments: [String]) {
    #expect(CurlProof(arguments).addresses?.count == 1)
  }

  @Test(arguments: [
    [], ["-s"], ["-w", "text", "localhost:5000"], ["-sw", "text", "localhost:5000"],
    ["--write-out=text", "localhost:5000"], ["-K", "file", "localhost:5000"],
    ["-x", "http://p", "localhost:5000"],
    ["--connect-to", "::127.0.0.1:9", "localhost:5000"], ["file:///etc/passwd"], ["FILE:/etc/passwd"],
    ["--url", "file:///etc/passwd", "localhost:5000"], ["{file:///x,http://localhost:5000}"],
    ["http://localhost:5000@127.1:9999/"], ["http://127.1:9999\\@localhost:5000/"], ["ftp://localhost:5000"],
    ["--trace-ascii", "-", "localhost:5000"], ["--json", "{}", "localhost:5000"],
    ["--unix-socket", "s", "localhost"],
  ])
  func `a curl that may print something else proves nothing`(_ arguments: [String]) {
    #expect(CurlProof(arguments).addresses == nil)
  }
}
