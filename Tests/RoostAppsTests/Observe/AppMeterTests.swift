import RoostModel
import Testing

@testable import RoostApps
@testable import RoostGateway

/// Counters that begin anew become what happened in between.
@Suite struct AppMeterTests {
  private static let start = 1_800_000_000.0
  private let first = EnvironmentID()
  private let second = EnvironmentID()

  private func run(_ environment: EnvironmentID, from startedAt: Double, cpu: Double?, log: UInt64? = 0) -> RunSight {
    let use = cpu.map { ProcessTable.Use(cpuSeconds: $0, memory: 1000, processes: 2, openFiles: 30, mostOpenFiles: 20) }
    return RunSight(environment: environment, startedAt: startedAt, use: use, logBytes: log)
  }

  private func meter() -> AppMeter { AppMeter(at: Self.start, began: Self.start) }

  private func reading(_ answers: Int, sent: Int = 0, times: [Int: UInt32] = [:], asleep: Double = 0) -> RouteReading {
    var metrics = RouteMetrics(name: "shop", inFlight: 0)
    metrics.successful = answers
    metrics.sent = sent
    metrics.asleep = asleep
    var slots = [UInt32](repeating: 0, count: LatencyHistogram.slots)
    for (microseconds, count) in times { slots[LatencyHistogram.slot(of: UInt64(microseconds))] = count }
    return RouteReading(metrics: metrics, times: times.isEmpty ? [] : slots)
  }

  @Test func aRestartOfTheAppIsNoStepBack() {
    var meter = meter()
    for (index, sights) in [
      [run(first, from: Self.start + 1, cpu: 3, log: 100)], [run(first, from: Self.start + 1, cpu: 5, log: 150)],
      [run(second, from: Self.start + 21, cpu: 0.5, log: 7)], [run(second, from: Self.start + 21, cpu: 0.75, log: 7)],
    ].enumerated() {
      _ = meter.take(AppSight(runs: sights, restarts: index / 2), at: Self.start + Double(10 * (index + 1)))
    }
    let points = meter.ring.all.map(\.point)
    #expect(points.map(\.cpuSeconds) == [3, 2, 0.5, 0.25])
    #expect(points.map(\.logBytes) == [100, 50, 7, 0])
    #expect(points.map(\.restarts) == [0, 0, 1, 0])
    #expect(meter.usage.cpuSeconds == 5.75 && meter.usage.restarts == 1 && meter.usage.logBytes == 157)
    #expect(meter.usage.processes == 2 && meter.usage.mostOpenFiles == 20)
  }

  @Test func requestsOfARingAreCountedInEvenSteps() {
    var ring = SampleRing(capacity: 360)
    for index in 0..<400 {
      var sample = MetricsSample(at: Self.start + Double(10 * index), seconds: 10)
      (sample.successful, sample.serverErrors) = (2, index % 2 == 0 ? 1 : 0)
      ring.append(sample)
    }
    let counts = ring.requests(from: Self.start + 400, until: Self.start + 4000, steps: 20)
    #expect(counts == Array(repeating: 45, count: 20))
    #expect(ring.requests(from: Self.start + 9000, until: Self.start + 9600, steps: 3) == [0, 0, 0])
    #expect(ring.requests(from: 5, until: 5, steps: 2) == [0, 0])
  }

  @Test func whatWasUsedBeforeThisDaemonIsNoNews() {
    var meter = meter()
    let startedAt = Self.start - 5000
    _ = meter.take(AppSight(runs: [run(first, from: startedAt, cpu: 4000, log: 1 << 30)]), at: Self.start + 10)
    _ = meter.take(AppSight(runs: [run(first, from: startedAt, cpu: 4001, log: 1 << 30 + 5)]), at: Self.start + 20)
    #expect(meter.ring.all.map(\.point.cpuSeconds) == [0, 1])
    #expect(meter.usage.cpuSeconds == 1)
  }

  @Test func aLookThatFailedLosesNothing() {
    var meter = meter()
    let seen: [Double?] = [1, nil, 4, 3.5, 5]
    for (index, cpu) in seen.enumerated() {
      let sight = run(first, from: Self.start + 1, cpu: cpu, log: cpu.map { UInt64($0 * 10) })
      _ = meter.take(AppSight(runs: [sight]), at: Self.start + Double(10 * (index + 1)))
    }
    // What seems to go back was read while a process ended.
    #expect(meter.ring.all.map(\.point.cpuSeconds) == [1, 0, 3, 0, 1])
    #expect(meter.usage.cpuSeconds == 5 && meter.usage.logBytes == 50)
  }

  @Test func anAppMadeAnewCountsFromZero() {
    let interval = reading(3, sent: 30).since(reading(10, sent: 500))
    #expect(interval.metrics.successful == 3 && interval.metrics.sent == 30)
    #expect(reading(12, sent: 510).since(reading(10, sent: 500)).metrics.successful == 2)
  }

  @Test func timesAreThoseOfTheIntervalAlone() {
    let before = reading(100, times: [90_000: 100])
    let after = reading(200, times: [90_000: 100, 50: 60, 100: 38, 5000: 2])
    let interval = after.since(before)
    #expect(interval.p50 == 50 && interval.p95 == 100)
    #expect((4900...5100).contains(interval.p99 ?? 0))
    #expect(after.since(after).p50 == nil)
  }

  @Test func windowsEndWhereTheyShould() throws {
    var meter = meter()
    var ended: [MetricsPoint] = []
    for index in 1...90 {
      let now = Self.start + Double(index * 10) + 0.003
      let sight = AppSight(
        reading: reading(index * 2, times: [1000: UInt32(index * 2)], asleep: Double(index)),
        runs: [run(first, from: Self.start + 1, cpu: Double(index))])
      if let window = meter.take(sight, at: now) { ended.append(window.point) }
    }
    #expect(ended.map(\.at) == [0, 300, 600].map { Self.start + $0 })
    #expect(ended.map(\.requests) == [60, 60, 60])
    #expect(ended.map { ($0.cpuSeconds * 10).rounded() / 10 } == [30, 30, 30])
    #expect(ended.allSatisfy { (995...1010).contains($0.p50 ?? 0) && $0.memory == 1000 })
    #expect(ended.map { $0.asleep.rounded() } == [30, 30, 30])
    #expect(meter.open == nil)
  }

  @Test func timesOfTheLookThatBeginsAWindowAreOfThatWindow() {
    var meter = meter()
    var ended: [MetricsPoint] = []
    for index in 1...61 {
      let count = index <= 30 ? 1 : 3
      let sight = AppSight(reading: reading(count, times: [1000: 1, 90_000: UInt32(count - 1)]))
      // The last look of a window is just before its end: the next one is the first that shows it to be over.
      if let window = meter.take(sight, at: Self.start + Double(index * 10) - 0.1) { ended.append(window.point) }
    }
    #expect(ended.map(\.at) == [0, 300].map { Self.start + $0 })
    #expect(ended.map(\.requests) == [1, 2])
    #expect((88_000...92_000).contains(ended.last?.p50 ?? 0))
  }

  @Test func theHourIsOfAFixedSize() {
    var ring = SampleRing(capacity: 360)
    for index in 0..<1000 { ring.append(MetricsSample(at: Double(index), seconds: 10)) }
    #expect(ring.all.map(\.at) == (640..<1000).map { UInt32($0) })
    // An app's hour: 36 KB.
    #expect(MemoryLayout<MetricsSample>.stride * 360 <= 36_000)
  }

  @Test func aClockThatIsSetBackMakesNoNegativeSample() {
    var meter = meter()
    _ = meter.take(AppSight(), at: Self.start + 10)
    _ = meter.take(AppSight(), at: Self.start - 100)
    _ = meter.take(AppSight(), at: Self.start - 90)
    #expect(meter.ring.all.map(\.length) == [10_000, 10_000])
  }
}
