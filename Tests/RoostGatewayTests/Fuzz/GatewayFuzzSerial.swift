import Foundation
import Testing

/// A few seconds of fuzzing with every test run. For longer, and from another seed:
/// `ROOST_FUZZ_SECONDS=600 ROOST_FUZZ_SEED=2 swift test --filter GatewayFuzzSerial`.
@Suite(.serialized) struct GatewayFuzzSerial {
  @Test func nothingIsReadInTwoWays() {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["ROOST_FUZZ_SECONDS"].flatMap { Int($0) } ?? 3
    let seed = environment["ROOST_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    var run = FuzzRun(seed: seed)
    run.run(for: .seconds(seconds))
    print("fuzz: seed \(seed), \(run.messages) messages in \(seconds) s, \(run.accepted) taken, the slowest in \(run.slowest)")
    #expect(run.accepted > 0)
    #expect(run.slowest < .seconds(5))
  }
}
