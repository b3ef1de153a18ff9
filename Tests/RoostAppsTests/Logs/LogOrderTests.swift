import Testing

@testable import RoostApps

@Suite struct LogOrderTests {
  @Test func theLiveRunIsTheLast() {
    #expect(LogOrder(kept: [2, 1], live: 3).runs == [1, 2, 3])
    #expect(LogOrder(kept: [1, 2], live: nil).runs == [1, 2])
    #expect(LogOrder(kept: [], live: 1).runs == [1])
  }

  @Test func aFailedDeploymentDoesNotHideTheRunBesideIt() {
    #expect(LogOrder(kept: [1, 2, 4, 5], live: 3).runs == [1, 2, 3])
    #expect(LogOrder(kept: [1, 2, 3, 4], live: 5).runs == [1, 2, 3, 4, 5])
  }
}
