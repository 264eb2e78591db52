import Testing

@testable import Grading

struct IdentifierTranslationTests {
  private static let old = "3e1f9c0a8b7d" + String(repeating: "a", count: 52)
  private static let new = "c0ffee123456" + String(repeating: "b", count: 52)

  /// A translation that has seen the same container, and a name that docker gave, in both sittings.
  private func translation() -> IdentifierTranslation {
    var translation = IdentifierTranslation()
    translation.learn(original: Self.old + "\n", repeated: Self.new + "\n")
    translation.learn(original: "d1 happy_turing\n", repeated: "d1 brave_hopper\n")
    return translation
  }

  @Test(arguments: [
    (["rm", "-f", old], ["rm", "-f", new]), (["rm", "-f", "3e1f9c0a8b7d"], ["rm", "-f", "c0ffee123456"]),
    (["stop", "3e1"], ["stop", "c0f"]), (["container", "inspect", "3e"], ["container", "inspect", "c0"]),
    (["logs", "--tail", "3", "3e"], ["logs", "--tail", "3", "c0"]),
    (
      ["exec", "-u", "3", "-e", "A=3", "3e1f", "ls", "3e1f"],
      ["exec", "-u", "3", "-e", "A=3", "c0ff", "ls", "3e1f"]
    ),
    (["cp", "3e1f:/etc/hosts", "3e"], ["cp", "c0ff:/etc/hosts", "3e"]),
    (["logs", "happy_turing"], ["logs", "brave_hopper"]),
    (["port", "3e", "3"], ["port", "c0", "3"]),
  ])
  func `what names a container of the other sitting names the one of this`(typed: [String], meant: [String]) {
    var translation = translation()
    #expect(translation.translate(typed) == meant)
  }

  @Test(arguments: [
    ["run", "-d", "-p", "3:3", "nginx:1.19.2"], ["run", "busybox", "sleep", "3"], ["pull", "3e1f"],
    ["tag", "3e1f", "c0ffee:5000/x:v1"], ["ps", "-n", "3"], ["stop", "-t", "3", "web"], ["images", "3e"],
    ["run", "--name", "3e", "nginx:1.19.2"], ["rm", "cafe"], [], ["container"],
  ])
  func `numbers, ports, images and other names are left as they are`(typed: [String]) {
    var translation = translation()
    #expect(translation.translate(typed) == typed)
  }

  @Test(arguments: [
    ["run", "--name", "3e", "x"], ["create", "--name=3e", "x"], ["rename", "web", "3e"],
    ["network", "create", "3e"],
  ])
  func `a name that the learner gave goes before the beginning of an identifier`(naming: [String]) {
    var translation = translation()
    _ = translation.translate(naming)
    #expect(translation.translate(["rm", "3e"]) == ["rm", "3e"])
  }

  @Test func `outputs of another shape teach nothing`() {
    var translation = IdentifierTranslation()
    translation.learn(original: "\(Self.old)\n3e1f9c0a8b7d\n", repeated: Self.new)
    #expect(translation.translate(["rm", Self.old]) == ["rm", Self.old])
  }

  @Test func `the first thing that was learnt about an identifier stands`() {
    var translation = translation()
    translation.learn(original: Self.old, repeated: String(repeating: "d", count: 64))
    #expect(translation.translate(["rm", Self.old]) == ["rm", Self.new])
  }

  @Test(arguments: [
    ("\(old)\n", "\(new)\n", true), ("Up 3 minutes   happy_turing", "Up About a minute brave_hopper", false),
    ("Up 3 minutes   happy_turing", "Up 1 second brave_hopper", true),
    ("{\"repositories\":[\"testimage\"]}", "{\"repositories\":[\"testimage\"]}", true),
    ("{\"repositories\":[\"testimage\"]}", "{\"repositories\":[]}", false), ("", "", true),
    ("Error: no such image", "done", false),
  ])
  func `outputs are the same apart from identifiers, given names and times`(
    original: String, repeated: String, isSame: Bool
  ) {
    #expect(translation().isSame(original, repeated) == isSame)
  }
}
