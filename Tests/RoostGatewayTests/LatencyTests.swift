import RoostModel
import SeededRandom
import Testing

@testable import RoostGateway

@Suite struct LatencyTests {
  /// What is read is within one percent of what was recorded.
  @Test func slotsAreAsFineAsPromised() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let time = UInt64.random(in: 0..<(1 << UInt64.random(in: 1...32)), using: &random)
      let slot = LatencyHistogram.slot(of: time)
      #expect((0..<LatencyHistogram.slots).contains(slot))
      let read = Double(LatencyHistogram.value(of: slot))
      #expect(abs(read - Double(time)) <= Double(time) * 0.01, "\(time) reads as \(read)")
    }
    #expect(LatencyHistogram.slot(of: UInt64(UInt32.max)) == LatencyHistogram.slots - 1)
  }

  @Test func slotsNeverGoBack() {
    var last = -1
    for slot in 0..<LatencyHistogram.slots {
      #expect(LatencyHistogram.slot(of: UInt64(LatencyHistogram.value(of: slot))) == slot)
      #expect(LatencyHistogram.value(of: slot) > last)
      last = LatencyHistogram.value(of: slot)
    }
  }

  @Test func quantilesOfSeveralLoops() {
    let loops = [LatencyHistogram(), LatencyHistogram()]
    for time in 1...1000 { loops[time % 2].record(UInt64(time) * 1_000_000) }
    loops[0].record(.max)
    var tally = LatencyTally()
    for loop in loops { loop.add(to: &tally) }
    let latency = tally.latency
    #expect(latency.count == 1001)
    #expect(abs(latency.p50 - 501_000) < 5_010 && abs(latency.p90 - 901_000) < 9_010 && abs(latency.p99 - 991_000) < 9_910)
    #expect(latency.max == Int(UInt32.max))
    #expect(latency.cumulative.first == 1 && latency.cumulative.last == 1000)
    #expect(zip(latency.cumulative, latency.cumulative.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func nothingRecordedIsNothing() { #expect(LatencyTally().latency == Latency()) }
}
