import Lessons
import Testing

struct FactValueTests {
  @Test(arguments: [
    ("registry:2.7.1", "registry:2.7.1", true), ("registry:2.7.1", "registry:2.7.10", false),
    ("registry*", "registry", true), ("registry*", "registry:2", true), ("registry*", "my-registry", false),
    ("*:5000/testimage:*", "box:5000/testimage:v1", true), ("*a*b", "xxaxxab", true),
    ("*a*b", "xxaxxabc", false),
    ("*", "", true), ("", "a", false), ("a.c", "abc", false), ("日*語", "日本語", true),
  ])
  func `a wildcard stands for any characters and nothing else does`(pattern: String, name: String, fits: Bool)
  {
    #expect(Glob(pattern).matches(name) == fits)
  }

  @Test func `many wildcards do not take for ever`() {
    #expect(!Glob(String(repeating: "a*", count: 200) + "b").matches(String(repeating: "a", count: 5_000)))
  }

  @Test(arguments: [
    ("5000:5000/tcp", "5000:5000/tcp"), ("5000:5000", "5000:5000/tcp"), ("0.0.0.0:80:8080", "80:8080/tcp"),
    ("127.0.0.1:5000:5000", "127.0.0.1:5000:5000/tcp"), ("*:*:5000/udp", "*:*:5000/udp"),
    ("[::1]:5000:5000", "[::1]:5000:5000/tcp"), ("*:80", "*:80/tcp"),
  ])
  func `ports are spelled as for docker run`(text: String, meaning: String) {
    #expect(PortPattern(text)?.description == meaning)
  }

  @Test(arguments: [
    "", "5000", "0:5000", "a:b", "5000:5000/icmp", "5000:5000/tcp/x", ":5000:5000", "65536:1", "-1:1",
  ])
  func `what docker run would refuse is no port`(text: String) {
    #expect(PortPattern(text) == nil)
  }

  @Test(arguments: [
    (CountRange.none, 0, true), (.none, 1, false), (.some, 0, false), (.some, 7, true),
    (CountRange(atLeast: 2, atMost: 4), 4, true), (CountRange(atLeast: 2, atMost: 4), 5, false),
  ])
  func `a count has a lower and perhaps an upper bound`(range: CountRange, count: Int, isIn: Bool) {
    #expect(range.contains(count) == isIn)
  }

  @Test(arguments: [
    (TextPattern.contains("b"), "abc", true), (.contains("x"), "abc", false),
    (.equals("a b"), " a b\n", true),
    (.equals("a"), "ab", false), (.matches("^v[0-9]+$"), "v12", true), (.matches("^v[0-9]+$"), "v", false),
    (.matches("("), "(", false),
  ])
  func `a text is judged by what it holds, what it is, or an expression`(
    pattern: TextPattern, text: String, fits: Bool
  ) {
    #expect(pattern.matches(text) == fits)
  }

  @Test(arguments: [
    ("start-registry", true), ("a", true), ("step-2", true), ("", false), ("2nd", false), ("a--b", false),
    ("a-", false),
    ("Start", false), ("a_b", false), ("手順", false), ("../a", false),
  ])
  func `ids are fit for file names and addresses`(text: String, isFit: Bool) {
    #expect(Identifier<Lesson>.accepts(text) == isFit)
  }
}
