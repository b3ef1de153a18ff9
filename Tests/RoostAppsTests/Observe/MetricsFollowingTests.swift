import RoostModel
import RoostStore
import Testing

@testable import RoostApps

@Suite(.timeLimit(.minutes(1))) struct MetricsFollowingTests {
  private func ring(_ times: [Int]) -> SampleRing {
    var ring = SampleRing(capacity: 4)
    for time in times { ring.append(MetricsSample(at: Double(time), seconds: 10)) }
    return ring
  }

  @Test(arguments: [
    (MetricsFollowing(), [30, 40, 50, 60]), (MetricsFollowing(tail: 2), [50, 60]), (MetricsFollowing(tail: 9), [30, 40, 50, 60]),
    (MetricsFollowing(tail: 0), []), (MetricsFollowing(after: 40), [50, 60]), (MetricsFollowing(after: 60), []),
    (MetricsFollowing(after: 10, tail: 1), [30, 40, 50, 60]), (MetricsFollowing(after: 45), [50, 60]),
  ]) func aClientGoesOnWhereItWas(_ wanted: MetricsFollowing, _ times: [Int]) {
    #expect(ring([10, 20, 30, 40, 50, 60]).samples(wanted).map { Int($0.at) } == times)
  }

  @Test func aClockThatWasSetBackHidesNothing() {
    let ring = ring([100, 110, 50, 60])
    #expect(ring.samples(MetricsFollowing(after: 110)).map(\.at) == [50, 60])
    #expect(ring.samples(MetricsFollowing(after: 50)).map(\.at) == [60])
  }

  @Test func whoFollowsGetsEachLookOnceUntilTheAppIsGone() async throws {
    try await AppScene.with { scene in
      let observer = AppObserver(services: scene.services)
      let app = await scene.supervisor.app.id
      let early = await observer.follow(app, MetricsFollowing(follows: true))
      for _ in 1...3 { await observer.look(at: [scene.supervisor]) }
      let late = await observer.follow(app, MetricsFollowing(tail: 1, follows: true))
      let kept = await observer.follow(app, MetricsFollowing())
      await observer.look(at: [scene.supervisor])
      await observer.look(at: [])
      var counts: [Int] = []
      for stream in [early, late, kept] {
        var count = 0
        for await _ in stream { count += 1 }
        counts.append(count)
      }
      #expect(counts == [4, 2, 3])
    }
  }
}
