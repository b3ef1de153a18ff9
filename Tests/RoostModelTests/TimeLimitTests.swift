import RoostModel
import Testing

@Suite struct TimeLimitTests {
  @Test(arguments: [0, -1, 1_000_000_001, .max, .min]) func whatMakesNoSenseIsRefused(_ seconds: Int) {
    var request = EnvironmentRequest()
    request.limits.seconds = seconds
    #expect(throws: Problem.self) { try request.check() }
  }

  @Test(arguments: [nil, 1, 1_000_000_000]) func theRestIsAccepted(_ seconds: Int?) throws {
    var request = EnvironmentRequest()
    request.limits.seconds = seconds
    try request.check()
  }

  /// Also of what was accepted once.
  @Test func agentsAreToldWhatTheyCanCount() {
    #expect(ResourceLimits(seconds: 2).milliseconds == 2000)
    #expect(ResourceLimits(seconds: .max).milliseconds == 1_000_000_000_000)
    #expect(ResourceLimits(seconds: .min).milliseconds == 0)
    #expect(ResourceLimits().milliseconds == nil)
  }
}
