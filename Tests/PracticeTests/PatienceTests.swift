import Testing

@testable import Practice

@Suite struct PatienceTests {
  @Test func `a result that comes in time is the result`() async {
    #expect(await Task { 7 }.value(within: .seconds(60)) == 7)
  }

  @Test func `a task that takes too long is not waited for and goes on`() async {
    let (gate, open) = AsyncStream<Int>.makeStream()
    let task = Task {
      for await number in gate { return number }
      return 0
    }
    #expect(await task.value(within: .zero) == nil)
    open.yield(5)
    #expect(await task.value == 5)
  }
}
