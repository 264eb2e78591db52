import Basics
import TestSupport
import Testing

@testable import DockerCLI

@Suite struct CredentialsTests {
  @Test func `A login is remembered for its registry alone, and forgotten on logout`() throws {
    let folder = try ScratchFolder()
    let credentials = Credentials(folder: folder.path + "/.docker")
    let login = Credentials.Login(user: "learner", password: "dojo-pass:1")
    #expect(try credentials.store(login, for: "localhost:5001"))
    #expect(try credentials.store(login, for: "localhost:5001") == false)
    #expect(credentials.login(for: "localhost:5001") == login)
    #expect(credentials.header(for: "localhost:5000") == "e30=")
    #expect(
      Base64.decoded(credentials.header(for: "localhost:5001")).map { String(decoding: $0, as: UTF8.self) }
        == #"{"username":"learner","password":"dojo-pass:1","serveraddress":"localhost:5001"}"#)
    try credentials.remove("localhost:5001")
    #expect(credentials.login(for: "localhost:5001") == nil)
    #expect(String(decoding: try FileBytes.read(credentials.path), as: UTF8.self) == "{\n\t\"auths\": {}\n}")
  }

  @Test func `What else stands in the file stays there`() throws {
    let folder = try ScratchFolder()
    try folder.write(#"{"psFormat":"{{.ID}}","auths":{"a":{"auth":"eDp5"}}}"#, to: "config.json")
    let credentials = Credentials(folder: folder.path)
    #expect(credentials.login(for: "a") == Credentials.Login(user: "x", password: "y"))
    _ = try credentials.store(Credentials.Login(user: "u", password: "p"), for: "b")
    #expect(credentials.login(for: "a") != nil)
    #expect(String(decoding: try FileBytes.read(credentials.path), as: UTF8.self).contains("psFormat"))
  }

  @Test(arguments: [
    ("", Credentials.hub), ("docker.io", Credentials.hub), ("https://index.docker.io/v1/", Credentials.hub),
    ("localhost:5000", "localhost:5000"), ("https://host-a:5000/v2/", "host-a:5000"),
  ])
  func `A registry is known by its host and port`(server: String, key: String) {
    #expect(Credentials.serverKey(server) == key)
  }
}
