import Testing

@testable import Shell

@Suite struct NamespaceBanTests {
  @Test func `where no setting forbids it there is none, whichever the system has`() {
    #expect(NamespaceBan(isRoot: false) { _ in nil } == nil)
    let allowing: [NamespaceBan: Int] = [.appArmor: 0, .patch: 1, .count: 96_000]
    #expect(NamespaceBan(isRoot: false) { allowing[$0] } == nil)
  }

  @Test(arguments: [(NamespaceBan.appArmor, 1), (.patch, 0), (.count, 0)])
  func `the setting that forbids it is found, and what lifts it`(ban: NamespaceBan, value: Int) {
    let found = NamespaceBan(isRoot: false) { $0 == ban ? value : nil }
    #expect(found == ban)
    #expect(ban.lifting.hasPrefix("sudo sysctl -w \(ban.rawValue)="))
    #expect(!ban.lifting.hasSuffix("=\(value)"))
  }

  @Test func `root is kept from it by nothing but the count`() {
    #expect(NamespaceBan(isRoot: true) { $0 == .appArmor ? 1 : 0 } == .count)
    #expect(NamespaceBan(isRoot: true) { $0 == .appArmor ? 1 : $0 == .patch ? 0 : 9 } == nil)
  }
}
