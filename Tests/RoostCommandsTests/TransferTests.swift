import RoostModel
import Testing

@testable import RoostCommands

@Suite struct TransferTests {
  @Test func isToldAtOnceThenByTheClockThenWhenComplete() {
    var rate = TransferRate(name: "x", done: ByteCount(0), since: 0)
    let due = [(0.0, UInt64(1)), (0.05, 2), (0.11, 3), (0.12, 10), (0.13, 10), (9, 10)].map { now, done in
      rate.moved(to: ByteCount(done), of: ByteCount(10))
      return rate.isDue(now: now, every: 0.1)
    }
    #expect(due == [true, false, true, true, false, false])
  }

  @Test func aRateNeedsTimeAndBytes() {
    var rate = TransferRate(name: "x", done: ByteCount(100), since: 10)
    #expect(rate.bar(now: 10).rate == nil)
    #expect(rate.bar(now: 20).rate == nil)
    rate.moved(to: ByteCount(600), of: nil)
    #expect(rate.bar(now: 20).rate == ByteCount(50), "what was there before does not count")
  }

  private func block(_ transfers: [(String, UInt64, UInt64?)]) -> TransferBlock {
    var block = TransferBlock()
    for (name, _, total) in transfers { block.moved(name, to: ByteCount(0), of: total.map { ByteCount($0) }, now: 0) }
    for (name, done, total) in transfers { block.moved(name, to: ByteCount(done), of: total.map { ByteCount($0) }, now: 1) }
    return block
  }

  @Test func severalAreLinesWithTheirSumBelow() {
    let lines = block([("nodejs", 30_000_000, 60_000_000), ("uv", 20_000_000, 20_000_000)]).lines(width: 80, now: 1)
    #expect(
      lines == [
        "nodejs    [============            ]  30.0 MB of 60.0 MB (50 %), 30.0 MB/s",
        "uv        [========================]  20.0 MB of 20.0 MB (100 %), 20.0 MB/s",
        "together  [==============          ]  50.0 MB of 80.0 MB (62 %), 30.0 MB/s",
      ])
  }

  @Test(arguments: [30, 40, 60, 120]) func noLineIsWiderThanTheTerminal(_ width: Int) {
    let many = (1...12).map { ("a-rather-long-name-\($0)", UInt64($0) * 1_000_000, $0 == 3 ? nil : UInt64(90_000_000)) }
    let lines = block(many).lines(width: width, now: 1)
    #expect(lines.count == 9)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.last?.hasPrefix("all 12") == true)
    #expect(lines.last?.contains("%") == false, "one of them did not say how long it is")
  }

  @Test func whenAllAreCompleteTheNextBeginsAnew() {
    var block = block([("a", 10, 10), ("b", 10, 10)])
    #expect(block.isComplete)
    block.moved("c", to: ByteCount(1), of: ByteCount(10), now: 2)
    #expect(block.transfers.map(\.name) == ["c"])
  }

  @Test func moreThanAllIsAll() {
    let bar = TransferBar(name: "x", done: ByteCount(300), total: ByteCount(100), rate: nil)
    #expect(bar.text == "x  300 B of 100 B (100 %)")
  }
}
