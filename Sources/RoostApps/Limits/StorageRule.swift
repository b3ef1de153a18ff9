import RoostModel

/// When an app is stopped that takes up more than it may. Pure.
struct StorageRule: Sendable {
  enum Verdict: Sendable, Equatable {
    case fits
    /// It goes on until then, in seconds since 1970.
    case isOver(until: Double)
    case stops
  }

  /// For whoever removes something, or allows it more.
  static let grace = 600.0
  /// What is over by more than a tenth is not waited for.
  static let most = 1.1

  private var overSince: Double?

  static func isFarOver(_ used: ByteCount, _ limit: ByteCount) -> Bool { Double(used.bytes) > Double(limit.bytes) * most }

  mutating func see(_ used: ByteCount, _ limit: ByteCount?, at now: Double) -> Verdict {
    guard let limit, used > limit else {
      overSince = nil
      return .fits
    }
    // A clock that was set back begins the time anew.
    let since = min(overSince ?? now, now)
    overSince = since
    if StorageRule.isFarOver(used, limit) || now - since >= StorageRule.grace { return .stops }
    return .isOver(until: since + StorageRule.grace)
  }
}

/// When what an app has on disk is walked through next. Pure.
struct StoragePace: Sendable {
  private static let limited = 20.0
  private static let unlimited = 600.0
  /// Of the time between two walks through one app, a walk may take this part.
  private static let share = 0.02

  private var next = 0.0
  /// It is waited for longer than usual, because a walk takes so long.
  private var isLong = false

  func isDue(at now: Double) -> Bool { now >= next }

  mutating func walked(at now: Double, taking seconds: Double, isLimited: Bool) {
    isLong = seconds / StoragePace.share > StoragePace.limited
    next = now + max(isLimited ? StoragePace.limited : StoragePace.unlimited, seconds / StoragePace.share)
  }

  /// A limit may have been set just now.
  mutating func limited(from now: Double) { if next - now > StoragePace.limited, !isLong { next = now + StoragePace.limited } }
}
