import DockerAPI
import Testing

@Suite struct APIVersionTests {
  @Test(arguments: [
    ("1.41", APIVersion(1, 41)), ("1.45", APIVersion(1, 41)), ("1.24", APIVersion(1, 24)),
    (nil, APIVersion(1, 24)), ("nonsense", APIVersion(1, 24)),
  ])
  func `Client and engine meet at the older of their versions`(header: String?, expected: APIVersion) {
    #expect(APIVersion.negotiated(with: header) == expected)
  }

  @Test(arguments: [
    ("/v1.41/images/json", APIVersion(1, 41), "/images/json"), ("/images/json", nil, "/images/json"),
    ("/volumes/v1.4", nil, "/volumes/v1.4"), ("/v1.4x/info", nil, "/v1.4x/info"), ("/v1.9", nil, "/v1.9"),
  ])
  func `A path is split into version and route`(path: String, version: APIVersion?, rest: String) {
    let (found, route) = AskedVersion.split(path: path[...])
    #expect(found?.version == version)
    #expect(route == rest)
  }

  @Test(arguments: [
    ("2", "new"), ("2.0", "new"), ("1.41.1", "new"), ("1.42", "new"), ("1", "old"), ("1.5", "old"),
    ("0.1", "old"), (".", "old"),
    ("1.41", nil), ("01.041", nil), ("1.41.0", nil), ("1.12", nil),
  ])
  func `Whatever is made of digits and dots is a version, which is told as it was written`(
    text: String, age: String?
  ) {
    let refusal = AskedVersion(text)?.refusal
    #expect(AskedVersion(text) != nil)
    #expect((refusal == nil) == (age == nil))
    if let age { #expect(refusal?.hasPrefix("client version \(text) is too \(age).") == true) }
  }

  @Test func `Versions are compared by number, not by text`() {
    #expect(APIVersion(1, 9) < APIVersion(1, 41))
    #expect(
      AskedVersion("1.99")?.refusal
        == "client version 1.99 is too new. Maximum supported API version is 1.41")
    #expect(AskedVersion("1.30")?.refusal == nil)
  }
}
