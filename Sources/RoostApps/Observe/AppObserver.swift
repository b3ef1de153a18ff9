import Logging
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// Looks at all apps every ten seconds, and remembers what it saw: the last hour in memory, five minutes at a time in the store.
actor AppObserver {
  /// Kept in the store.
  static let kept = 30 * 86_400.0

  private let services: AppServices
  /// Seconds since 1970.
  private let began: Double
  private(set) var meters: [AppID: AppMeter] = [:]
  var followers: [AppID: Followers] = [:]
  /// What could not be written down: the disk was full. Bounded by what is in memory anyway.
  private var unwritten: [StoredMetrics] = []
  private static let mostUnwritten = 10_000
  private var watches: [AppID: LimitWatch] = [:]
  private var diskIsFull = false
  private static let leastFree = ByteCount.mebibytes(64)

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
    for look in looks { await tell(look) }
    await lookAtHome()
  }

  /// Every app tells for itself. An agent that does not answer is waited for a short time; then its numbers are unknown.
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
    for app in meters.keys where sights[app] == nil {
      meters[app] = nil
      watches[app] = nil
      endFollowing(app)
      await services.usages.forget(app)
    }
    for (app, (number, sight)) in sights {
      var meter = meters[app] ?? AppMeter(at: now - AppMeter.step, began: began)
      if let ended = meter.take(sight, at: now), !ended.point.isEmpty {
        unwritten.append(StoredMetrics(app: number, point: ended.point))
      }
      meters[app] = meter
      if let sample = meter.newest { tellFollowers(of: app, sample.point) }
    }
    await write(now)
  }

  private func tell(_ look: AppLook) async {
    guard let usage = meters[look.app]?.usage else { return }
    await services.usages.note(usage, of: look.app)
    let storage = await services.usages.storage(of: look.app)
    for text in watches[look.app, default: LimitWatch()].see(look.name, usage, storage: storage, look.resources, look.quota) {
      services.logger.warning("an app came to a limit", metadata: ["app.name": "\(look.name)", "limit": "\(text)"])
      services.events.add(.appLimit, subject: look.name.text, text: text)
    }
  }

  private func lookAtHome() async {
    let home = services.configuration.home
    guard let space = try? await BlockingWork.run({ () throws(Problem) in try DiskSpace.at(home) }) else { return }
    let isFull = space.free < min(AppObserver.leastFree, ByteCount(space.total.bytes / 50))
    defer { diskIsFull = isFull }
    guard isFull, !diskIsFull else { return }
    let text = "the disk of \(home) is full: \(space.free) of \(space.total) are free. Apps go on; deployments and logs may fail"
    services.logger.error("the disk is full", metadata: ["home": "\(home)", "free": "\(space.free)"])
    services.events.add(.diskFull, subject: home.string, text: text)
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

  /// What is in memory of an app, oldest first: its last hour, or the window that goes on. Where nothing was there is no point.
  func samples(of app: AppID, _ range: MetricsRange) -> [MetricsPoint] {
    guard let meter = meters[app] else { return [] }
    let samples = range == .hour ? meter.ring.all : meter.open.map { [$0] } ?? []
    return samples.map(\.point).filter { !$0.isEmpty }
  }

  func recentRequests(of apps: [AppName: AppID], until now: Double, steps: Int) -> [AppName: [Int]] {
    apps.compactMapValues { meters[$0]?.ring.requests(from: now - MetricsRange.hour.seconds, until: now, steps: steps) }
  }

  func usage(of app: AppID) -> AppUsage? { meters[app]?.usage }
}
