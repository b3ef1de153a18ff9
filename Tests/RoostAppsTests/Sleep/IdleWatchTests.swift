import Testing

@testable import RoostApps

/// When nobody uses an app, told from one look after the other.
@Suite struct IdleWatchTests {
  private static let websockets = 300.0

  private func sight(_ at: Double, _ change: (inout IdleSight) -> Void = { _ in }) -> IdleSight {
    var sight = IdleSight(at: at)
    sight.cpu = 1
    sight.children = 2
    change(&sight)
    return sight
  }

  private func quiet(after sights: [IdleSight]) -> Double {
    var watch = IdleWatch(at: 0)
    var quiet = 0.0
    for sight in sights { quiet = watch.see(sight, websockets: IdleWatchTests.websockets) }
    return quiet
  }

  @Test func nobodyComes() { #expect(quiet(after: [sight(10), sight(500), sight(900)]) == 900) }

  @Test func theLastRequestCounts() {
    #expect(quiet(after: [sight(10), sight(900) { $0.sinceRequest = 100 }]) == 100)
    // One that was before this run.
    #expect(quiet(after: [sight(10), sight(900) { $0.sinceRequest = 5000 }]) == 900)
  }

  @Test(arguments: ["request", "connection", "awake hour", "child", "stream", "stream of which nothing is known"])
  func aUse(_ name: String) {
    func use(_ sight: inout IdleSight) {
      switch name {
      case "request": sight.requests = 1
      case "connection": sight.outbound = 1
      case "awake hour": sight.isAwakeHour = true
      case "child": sight.children = 3
      case "stream": (sight.streams, sight.streamsQuiet) = (1, 20)
      default: sight.streams = 1
      }
    }
    #expect(quiet(after: [sight(10), sight(100), sight(600, use)]) == 0)
    #expect(quiet(after: [sight(10), sight(600, use), sight(900)]) == 300)
  }

  @Test func aQuietStreamIsNoUse() {
    #expect(quiet(after: [sight(10), sight(900) { ($0.streams, $0.streamsQuiet) = (3, 301) }]) == 900)
  }

  @Test func workersOfItsOwnAreNoUse() {
    // A server starts its workers after its port is open.
    let starts = [sight(1) { $0.children = 0 }, sight(30) { $0.children = 4 }]
    #expect(quiet(after: starts + [sight(900) { $0.children = 4 }]) == 900)
    #expect(quiet(after: starts + [sight(900) { $0.children = 5 }]) == 0)
  }

  @Test func whoComputesIsInUse() {
    var watch = IdleWatch(at: 0)
    _ = watch.see(sight(0), websockets: 300)
    let busy = sight(900) { $0.cpu = 1 + 9.1 }
    let quiet = watch.see(busy, websockets: 300)
    let computes = watch.computes(busy)
    #expect(quiet == 900 && computes)
    // From here on it is measured anew.
    let calm = sight(1800) { $0.cpu = 1 + 9.1 + 8.9 }
    let quietAgain = watch.see(calm, websockets: 300)
    let computesAgain = watch.computes(calm)
    #expect(quietAgain == 900 && !computesAgain)
  }

  @Test func whatIsNotKnownKeepsNobodyAwake() {
    var watch = IdleWatch(at: 0)
    let quiet = watch.see(IdleSight(at: 900), websockets: 300)
    let computes = watch.computes(IdleSight(at: 900))
    #expect(quiet == 900 && !computes)
  }
}
