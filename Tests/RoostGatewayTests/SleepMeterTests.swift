import Testing

@testable import RoostGateway

@Suite struct SleepMeterTests {
  @Test func secondsAndWakes() {
    var meter = SleepMeter()
    let second: UInt64 = 1_000_000_000
    meter.note(asleep: false, at: second)
    #expect(meter.seconds(at: 2 * second) == 0)
    meter.note(asleep: true, at: 10 * second)
    // Frozen, then stopped: one sleep.
    meter.note(asleep: true, at: 15 * second)
    #expect(meter.seconds(at: 20 * second) == 10)
    #expect(meter.wakes == 0)
    meter.note(asleep: false, at: 30 * second)
    meter.note(asleep: true, at: 40 * second)
    #expect(meter.seconds(at: 41 * second) == 21)
    #expect(meter.wakes == 1)
  }
}
