import Testing

@testable import Engine

@Suite struct `Names of containers` {
  @Test(arguments: ["web", "my.app-1_x", "0a", "/web"])
  func `may hold letters, digits, dots, dashes and underscores`(text: String) throws {
    #expect(try ContainerName(parsing: text).text == (text == "/web" ? "web" : text))
  }

  @Test(arguments: ["bad name", "", "a", "-web", "web:1", "日本"])
  func `that Docker refuses are refused in its words`(text: String) {
    let words = "Invalid container name (\(text)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
    #expect(throws: EngineFault.badParameter(words)) { try ContainerName(parsing: text) }
  }

  @Test func `that are made up are a mood and a surname, and valid`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let name = ContainerName(avoiding: [], identifier: "", using: &generator).text
      #expect(name.split(separator: "_").count == 2)
      #expect(try ContainerName(parsing: name).text == name)
    }
    #expect(NameWords.moods.count * NameWords.surnames.count > 10_000)
    #expect(Set(NameWords.moods).count == NameWords.moods.count)
    #expect(Set(NameWords.surnames).count == NameWords.surnames.count)
  }

  @Test func `fall back to the short identifier when all words are taken`() {
    var generator = SystemRandomNumberGenerator()
    let all = NameWords.moods.flatMap { mood in NameWords.surnames.map { "\(mood)_\($0)" } }
    let digits = all.flatMap { name in (0...9).map { "\(name)\($0)" } }
    let name = ContainerName(
      avoiding: Set(all + digits), identifier: "0123456789abcdef", using: &generator)
    #expect(name.text == "0123456789ab")
  }
}
