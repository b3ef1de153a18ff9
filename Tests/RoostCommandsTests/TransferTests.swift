import RoostModel
import Testing

@testable import RoostCommands

@Suite struct TransferTests {
  @Test func isShownAtOnceThenByTheClockThenWhenComplete() {
    var rate = TransferRate(name: "x", since: 0)
    let due = [(0.0, false), (0.05, false), (0.11, false), (0.12, true), (0.13, true), (9, true)].map {
      rate.isDue(now: $0, every: 0.1, complete: $1)
    }
    #expect(due == [true, false, true, true, false, false])
  }

  @Test func aRateNeedsTimeAndBytes() {
    let rate = TransferRate(name: "x", since: 10)
    #expect(rate.rate(ByteCount(5), now: 10) == nil)
    #expect(rate.rate(ByteCount(0), now: 20) == nil)
    #expect(rate.rate(ByteCount(500), now: 20) == ByteCount(50))
  }

  @Test func moreThanAllIsAll() {
    let bar = TransferBar(name: "x", done: ByteCount(300), total: ByteCount(100), rate: nil)
    #expect(bar.text == "x  300 B of 100 B (100 %)")
  }
}
