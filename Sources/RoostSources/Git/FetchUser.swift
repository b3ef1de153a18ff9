import Synchronization

/// Host users that fetches run as, beyond those of apps: what runs at the same time cannot see each other's keys and tokens.
enum FetchUser {
  static let first: UInt32 = 2_900_000
  private static let count: UInt32 = 10_000
  private static let given = Mutex<UInt32>(.random(in: 0..<count))

  /// One that none of the last ten thousand fetches had.
  static func next() -> UInt32 {
    first
      + given.withLock { number in
        number = (number + 1) % count
        return number
      }
  }
}
