import ArgumentParser
import Testing

@testable import DojoCommands

@Suite struct `dojo registry serve: the plain call` {
  private static let plain: [[String]] = [
    ["--root", "store"], ["--root", "store", "--addr", "127.0.0.1:0"],
    ["--addr", "localhost:80", "--root", "a b"],
  ]

  @Test(arguments: plain)
  func `means what the same options mean among others`(options: [String]) throws {
    let call = try #require(PlainServing(["registry", "serve"] + options))
    let command = try #require(
      DojoCommand.parseAsRoot(["registry", "serve"] + options) as? RegistryServeCommand)
    #expect(try RegistryPlan(call) == RegistryPlan(command))
  }

  @Test(arguments: ["0.0.0.0:5000", "nonsense"])
  func `is refused for the same reasons`(address: String) throws {
    let options = ["registry", "serve", "--root", "store", "--addr", address]
    let call = try #require(PlainServing(options))
    let command = try #require(DojoCommand.parseAsRoot(options) as? RegistryServeCommand)
    var reasons: [ServeMistake?] = []
    reasons.append(#expect(throws: ServeMistake.self) { try RegistryPlan(call) })
    reasons.append(#expect(throws: ServeMistake.self) { try RegistryPlan(command) })
    #expect(reasons[0] == reasons[1])
  }

  private static let others: [[String]] = [
    [], ["registry"], ["registry", "serve"], ["registry", "serve", "--root"],
    ["registry", "serve", "--root", "--addr"], ["registry", "serve", "--root", "a", "--root", "b"],
    ["registry", "serve", "--root", "a", "--access-log"],
    ["registry", "serve", "--root", "a", "--auth", "none"],
    ["registry", "serve", "--root=a"], ["registry", "gc", "--root", "a"],
    ["registry", "serve", "--addr", "127.0.0.1:0"],
  ]

  @Test(arguments: others)
  func `is nothing else`(arguments: [String]) {
    #expect(PlainServing(arguments) == nil)
  }
}
