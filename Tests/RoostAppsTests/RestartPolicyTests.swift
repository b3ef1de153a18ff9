import Testing

@testable import RoostApps

@Suite struct RestartPolicyTests {
  @Test func aCrashAfterALongerLifeRestartsAtOnce() {
    var policy = RestartPolicy()
    #expect(policy.crashed(at: 100, after: 12) == .zero)
    #expect(policy.crashed(at: 113, after: 12) == .seconds(2))
  }

  @Test func quickCrashesWaitLongerAndLonger() {
    var policy = RestartPolicy()
    let waits = (0..<8).map { policy.crashed(at: Double($0) * 80, after: 0.2) }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60].map { Duration.seconds($0) })
  }

  @Test func tenCrashesInTenMinutesSlowItDownButNeverStopIt() {
    var policy = RestartPolicy()
    var last = Duration.zero
    for crash in 0..<10 { last = policy.crashed(at: Double(crash), after: 0) }
    #expect(last == .seconds(300))
    #expect(policy.crashed(at: 10, after: 0) == .seconds(300))
  }

  @Test func tenMinutesOfHealthForgive() {
    var policy = RestartPolicy()
    for crash in 0..<10 { _ = policy.crashed(at: Double(crash), after: 0) }
    #expect(policy.crashed(at: 5000, after: 700) == .zero)
  }
}
