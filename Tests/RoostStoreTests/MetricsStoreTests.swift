import RoostModel
import Testing

@testable import RoostStore

@Suite struct MetricsStoreTests {
  private func point(_ at: Double, _ change: (inout MetricsPoint) -> Void = { _ in }) -> MetricsPoint {
    var point = MetricsPoint(at: at, seconds: 300)
    point.successful = 7
    change(&point)
    return point
  }

  @Test func whatIsWrittenIsRead() async throws {
    let store = try Store.inMemory()
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let whole = point(600) {
      ($0.p50, $0.p95, $0.p99, $0.memory, $0.processes, $0.openFiles) = (1, 2, 3, 1 << 33, 5, 6)
      ($0.cpuSeconds, $0.asleep, $0.restarts, $0.logBytes, $0.received, $0.sent) = (1.25, 2.5, 3, 1 << 40, 8, 9)
      ($0.informational, $0.redirected, $0.clientErrors, $0.serverErrors, $0.refused) = (1, 2, 3, 4, 5)
    }
    try await store.add(
      [StoredMetrics(app: app.number, point: whole), StoredMetrics(app: app.number, point: point(300))], before: 0)
    #expect(try await store.metrics(ofApp: app.number, since: 0) == [point(300), whole])
    #expect(try await store.metrics(ofApp: app.number, since: 301) == [whole])
  }

  @Test func ofTwoRowsTheOneOfTheLongerTimeStays() async throws {
    let store = try Store.inMemory()
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    func add(_ seconds: Double, _ answers: Int) async throws -> [MetricsPoint] {
      let row = point(300) { ($0.seconds, $0.successful) = (seconds, answers) }
      try await store.add([StoredMetrics(app: app.number, point: row)], before: 0)
      return try await store.metrics(ofApp: app.number, since: 0)
    }
    #expect(try await add(200, 1).map(\.successful) == [1])
    #expect(try await add(10, 2).map(\.successful) == [1])
    let last = try await add(300, 3)
    #expect(last.map(\.successful) == [3] && last.map(\.seconds) == [300])
  }

  @Test func whatIsOldIsForgottenAndWhatIsOfNoAppIsLeftOut() async throws {
    let store = try Store.inMemory()
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    try await store.add([StoredMetrics(app: app.number, point: point(300))], before: 0)
    try await store.add(
      [StoredMetrics(app: app.number, point: point(900)), StoredMetrics(app: 77, point: point(900))], before: 600)
    #expect(try await store.metrics(ofApp: app.number, since: 0).map(\.at) == [900])
    #expect(try await store.metrics(ofApp: 77, since: 0).isEmpty)
    try await store.deleteApp(app.id)
    #expect(try await store.metrics(ofApp: app.number, since: 0).isEmpty)
  }
}
