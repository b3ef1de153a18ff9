import RoostModel

/// What is thrown away to make room. Pure.
struct CollectPlan: Sendable, Equatable {
  struct Download: Sendable, Equatable {
    var name: String
    var size: ByteCount
    /// Seconds since 1970.
    var changedAt: Double
  }

  var layers: [InstalledLayer] = []
  var downloads: [Download] = []
  var freed = ByteCount(0)
  /// Size of the store afterwards.
  var kept: ByteCount

  /// Downloads go first, the oldest of them first: they can be had again without building anything. Then the unneeded layers
  /// that have been there longest. With a budget only as many as it takes.
  init(installed: [InstalledLayer], unused: [InstalledLayer], downloads: [Download], budget: ByteCount?) {
    kept = installed.map(\.size).reduce(ByteCount(0), +) + downloads.map(\.size).reduce(ByteCount(0), +)
    for download in downloads.sorted(by: { $0.changedAt < $1.changedAt }) where isTooLarge(budget) {
      self.downloads.append(download)
      take(download.size)
    }
    for layer in unused.sorted(by: { ($0.transaction ?? 0) < ($1.transaction ?? 0) }) where isTooLarge(budget) {
      layers.append(layer)
      take(layer.size)
    }
  }

  var isEmpty: Bool { layers.isEmpty && downloads.isEmpty }

  private func isTooLarge(_ budget: ByteCount?) -> Bool { budget.map { kept > $0 } ?? true }

  private mutating func take(_ size: ByteCount) {
    freed = freed + size
    kept = ByteCount(kept.bytes - min(kept.bytes, size.bytes))
  }
}
