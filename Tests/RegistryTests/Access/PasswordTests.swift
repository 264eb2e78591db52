import Basics
import HTTPClient
import Synchronization
import TestSupport
import Testing

@testable import Registry

/// Lines of an htpasswd file: alice's password is `wonder`, bob's `builder`, cleo's `nile`.
enum Lines {
  static let alice = "alice:$2y$05$abcdefghijklmnopqrstuuLZNkQ1VL/QsuI/EN8Qq4Ia5232KBp7m\n"
  static let bob = "bob:$2a$04$abcdefghijklmnopqrstuu/GACL4BASs5qZJ2H5JEo0yW9XEj5.iq\n"
  static let cleo = "cleo:$2b$04$abcdefghijklmnopqrstuuFKjsXoR1wX9ghNSc53bb3OTdfpD/1pG\n"
}

/// The field with which a client shows a name and a password.
func basic(_ name: String, _ password: String) -> (name: String, value: String) {
  ("Authorization", "Basic \(Base64.encoded(Array("\(name):\(password)".utf8)))")
}

@Suite struct `An htpasswd file` {
  @Test func `lets in those whose passwords are in bcrypt, and names the lines that let nobody in`() {
    let list = PasswordList(
      "# people\n\(Lines.alice)\(Lines.bob)\r\n\nold:$apr1$salt$digest\nnobody\n\(Lines.cleo)\(Lines.alice)")
    #expect(list.names == ["alice", "bob", "cleo"])
    #expect(
      list.mistakes == [
        .init(line: 6, name: "old", reason: .notBcrypt), .init(line: 7, name: "nobody", reason: .noColon),
        .init(line: 9, name: "alice", reason: .isRepeated),
      ])
    #expect(list.accepts(BasicCredentials(name: "bob", password: "builder")))
    #expect(!list.accepts(BasicCredentials(name: "bob", password: "wonder")))
    #expect(!list.accepts(BasicCredentials(name: "old", password: "")))
    #expect(!list.accepts(BasicCredentials(name: "eve", password: "")))
  }

  @Test func `is read again when it changes, and who is gone stays out`() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Lines.alice, to: "htpasswd")
    let complaints = Mutex<[PasswordFileError]>([])
    let file = try PasswordFile(path, now: { Timestamp(seconds: 1) }) { error in
      complaints.withLock { $0.append(error) }
    }
    let alice = BasicCredentials(name: "alice", password: "wonder")
    let bob = BasicCredentials(name: "bob", password: "builder")
    #expect(await file.verdict(on: alice) == .accepted)
    #expect(await file.verdict(on: bob) == .refused)
    try AtomicFile.write(Lines.bob.utf8, to: path)
    #expect(await file.verdict(on: alice) == .refused)
    #expect(await file.verdict(on: bob) == .accepted)
    try AtomicFile.write([0xFF], to: path)
    #expect(await file.verdict(on: bob) == .refused)
    #expect(complaints.withLock { $0 } == [.notText(path: path)])
    Folders.remove(path)
    #expect(await file.verdict(on: bob) == .refused)
    try AtomicFile.write(Lines.alice.utf8, to: path)
    #expect(await file.verdict(on: alice) == .accepted)
  }

  @Test func `is asked once for a user who comes often, until some minutes have passed`() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Lines.alice, to: "htpasswd")
    let second = Mutex(1_000)
    let file = try PasswordFile(path, now: { Timestamp(seconds: second.withLock { $0 }) }) { _ in }
    let alice = BasicCredentials(name: "alice", password: "wonder")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { #expect(await file.verdict(on: alice) == .accepted) } }
    }
    #expect(file.comparisons == 1)
    for _ in 0..<2 {
      #expect(await file.verdict(on: BasicCredentials(name: "alice", password: "x")) == .refused)
    }
    #expect(file.comparisons == 3)
    second.withLock { $0 += PasswordFile.memory }
    #expect(await file.verdict(on: alice) == .accepted)
    #expect(file.comparisons == 4)
  }

  @Test(arguments: [
    ("", "names no user", "一人も書かれていません"),
    ("eve:{SHA}x\n", "htpasswd:1: the password of eve is not in bcrypt", "bcrypt"),
  ])
  func `that lets nobody in is refused at once, with the reason`(
    text: String, english: String, japanese: String
  ) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(text, to: "htpasswd")
    let error = #expect(throws: PasswordFileError.self) {
      try PasswordFile(path, now: { .zero }, complain: { _ in })
    }
    #expect(error?.summary.en.contains(english) == true)
    #expect(error?.summary.ja.contains(japanese) == true)
    #expect(throws: PasswordFileError.self) {
      try PasswordFile("\(path).missing", now: { .zero }, complain: { _ in })
    }
  }
}

@Suite struct `A registry with passwords` {
  private func run(_ body: (RegistryFixture) async throws -> Void) async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Lines.alice + Lines.bob, to: "htpasswd")
    let file = try PasswordFile(path, now: { Timestamp(seconds: 1) }, complain: { _ in })
    try await RegistryFixture.run(
      configure: { $0.gate = PasswordGate(passwords: file, realm: "Registry \"Realm\"") }, body)
  }

  @Test func `says who may come in as registry 2 does`() async throws {
    try await run { registry in
      let base = try await registry.send("GET", "/v2/")
      #expect(base.status == 401)
      #expect(base["Www-Authenticate"] == #"Basic realm="Registry \"Realm\"""#)
      #expect(base["Docker-Distribution-Api-Version"] == "registry/2.0")
      #expect(
        base.text
          == #"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}"# + "\n"
      )
      let push = try await registry.send("POST", "/v2/x/blobs/uploads/")
      #expect(push.status == 401)
      #expect(
        push.text.contains(
          #""detail":[{"Type":"repository","Class":"","Name":"x","Action":"pull"},"#
            + #"{"Type":"repository","Class":"","Name":"x","Action":"push"}]"#))
      #expect(try await registry.send("GET", "/").status == 200)
    }
  }

  @Test(
    arguments: [
      (basic("alice", "wonder"), 200), (("authorization", "bAsIc YWxpY2U6d29uZGVy"), 200),
      (basic("bob", "builder"), 200),
      (basic("alice", "builder"), 401), (basic("alice", ""), 401), (basic("eve", "wonder"), 401),
      (basic("", ""), 401), (("Authorization", "Basic"), 401), (("Authorization", "Basic !!!"), 401),
      (("Authorization", "Basic YWxpY2U"), 401), (("Authorization", "Bearer YWxpY2U6d29uZGVy"), 401),
      (("Authorization", ""), 401),
    ] as [((name: String, value: String), Int)])
  func `lets in exactly those it knows`(field: (name: String, value: String), status: Int) async throws {
    try await run { registry in
      let base = try await registry.send("GET", "/v2/", [field])
      #expect(base.status == status)
      let manifest = try await registry.send("HEAD", "/v2/x/manifests/1", [field])
      #expect(manifest.status == (status == 200 ? 404 : 401))
    }
  }

  @Test func `tells the log who came and who was turned away`() async throws {
    try await run { registry in
      _ = try await registry.send("GET", "/v2/", [basic("alice", "wonder")])
      _ = try await registry.send("GET", "/v2/", [basic("alice", "x")])
      let records = try await registry.records.all(of: 2)
      try #require(records.count == 2)
      #expect(records[0].visitor == .named("alice"))
      guard case .refused(name: "alice", _) = records[1].visitor else {
        Issue.record("\(records[1].visitor)")
        return
      }
      let log = LegacyLog(instance: "i")
      let admitted = log.errorLines(records[0], requestID: "r")
      #expect(admitted.count == 2)
      #expect(admitted[0].contains("level=info msg=\"authorized request\" go.version="))
      let refused = log.errorLines(records[1], requestID: "r")
      #expect(refused.count == 2)
      #expect(
        refused[0].contains(
          "level=error msg=\"error authenticating user \\\"alice\\\": authentication failure\""))
      #expect(
        refused[1].contains("level=warning msg=\"error authorizing context: basic authentication challenge"))
    }
  }
}
