import Logging
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

/// Looks at all apps every ten seconds, and remembers what it saw: the last hour in memory, five minutes at a time in the store.
actor AppObserver {
  /// Kept in the store.
  static let kept = 30 * 86_400.0

  private let services: AppServices
  /// Seconds since 1970.
  private let began: Double
  private var meters: [AppID: AppMeter] = [:]
  /// What could not be written down: the disk was full. Bounded by what is in memory anyway.
  private var unwritten: [StoredMetrics] = []
  private static let mostUnwritten = 10_000

  init(services: AppServices) {
    self.services = services
    began = services.now()
  }

  /// Until it is cancelled. Looks at full ten seconds, so that windows end where they should.
  func run(over apps: @escaping @Sendable () async -> [AppSupervisor]) async {
    while true {
      let now = services.now()
      let next = ((now / AppMeter.step).rounded(.down) + 1) * AppMeter.step
      guard (try? await ContinuousClock().sleep(for: .seconds(next - now))) != nil else { return }
      await look(at: await apps())
    }
  }

  func look(at apps: [AppSupervisor]) async {
    let looks = await AppObserver.looks(at: apps)
    let table = looks.contains { $0.runs.contains { $0.hostPID != nil } } ? await BlockingWork.run { ProcessTable.read() } : nil
    var sights: [AppID: (number: Int, sight: AppSight)] = [:]
    for look in looks {
      var sight = AppSight(restarts: look.restarts)
      sight.reading = services.gateway.reading(of: look.name, before: meters[look.app]?.lastReading)
      sight.runs = look.runs.map { $0.sight(table) }
      sights[look.app] = (look.number, sight)
    }
    await take(sights)
  }

  /// Every app tells for itself; one whose agent does not answer keeps nobody waiting but itself.
  private static func looks(at apps: [AppSupervisor]) async -> [AppLook] {
    await withTaskGroup(of: AppLook?.self) { group in
      for app in apps { group.addTask { await app.observed() } }
      var looks: [AppLook] = []
      for await look in group { if let look { looks.append(look) } }
      return looks
    }
  }

  private func take(_ sights: [AppID: (number: Int, sight: AppSight)]) async {
    let now = services.now()
    for app in meters.keys where sights[app] == nil { meters[app] = nil }
    for (app, (number, sight)) in sights {
      var meter = meters[app] ?? AppMeter(at: now - AppMeter.step, began: began)
      if let ended = meter.take(sight, at: now), !ended.point.isEmpty {
        unwritten.append(StoredMetrics(app: number, point: ended.point))
      }
      meters[app] = meter
    }
    await write(now)
  }

  private func write(_ now: Double) async {
    guard !unwritten.isEmpty else { return }
    let rows = unwritten
    unwritten = []
    do throws(Problem) {
      try await services.store.add(rows, before: now - AppObserver.kept)
    } catch {
      services.logger.error("metrics were not written down", metadata: ["problem": "\(error.message)"])
      unwritten = Array((rows + unwritten).suffix(AppObserver.mostUnwritten))
    }
  }

  /// What is in memory of an app, oldest first: its last hour, or the window that goes on.
  func samples(of app: AppID, _ range: MetricsRange) -> [MetricsPoint] {
    guard let meter = meters[app] else { return [] }
    if range == .hour { return meter.ring.all.map(\.point) }
    return meter.open.map { [$0.point] } ?? []
  }

  func usage(of app: AppID) -> AppUsage? { meters[app]?.usage }
}
