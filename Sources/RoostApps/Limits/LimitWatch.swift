import RoostModel

/// Notices when an app comes to a limit, and says so once until it has gone well below. Pure.
struct LimitWatch: Sendable {
  private static let clear = 0.9
  private var reached: Set<AppLimit> = []

  init() {}

  /// Sentences for what it has come to with this look.
  mutating func see(
    _ app: AppName, _ usage: AppUsage, storage: ByteCount?, _ resources: ResourceLimits, _ quota: AppQuota
  ) -> [String] {
    var news: [String] = []
    if isNew(.processes, usage.threads, resources.processes) {
      let limit = resources.processes ?? 0
      news.append(
        "\(app) has as many processes and threads as it may: \(limit). It can start no other: roost app limits \(app) --processes NUMBER"
      )
    }
    if isNew(.openFiles, usage.mostOpenFiles, resources.openFiles) {
      let limit = resources.openFiles ?? 0
      news.append(
        "a process of \(app) has as many files open as it may: \(limit). Look for what it does not close, or: roost app limits \(app) --open-files NUMBER"
      )
    }
    if isNew(.storage, storage.map { Int(clamping: $0.bytes) }, quota.storage.map { Int(clamping: $0.bytes) }),
      let storage, let limit = quota.storage
    {
      news.append(Problem.overQuota(app, storage, limit).message + ": it cannot be deployed, and is stopped if that goes on")
    }
    return news
  }

  private mutating func isNew(_ limit: AppLimit, _ use: Int?, _ most: Int?) -> Bool {
    guard let use, let most, most > 0 else { return false }
    if Double(use) < Double(most) * LimitWatch.clear { reached.remove(limit) }
    guard use >= most else { return false }
    return reached.insert(limit).inserted
  }
}
