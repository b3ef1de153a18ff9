import RoostModel
import Synchronization

/// How fast each client of a route may ask. Keeps a fixed number of clients: who was quiet longest is forgotten first,
/// so that a flood of addresses costs no memory and helps nobody who is over the limit.
final class ClientBuckets: Sendable {
  private struct Bucket {
    var client: ClientKey?
    var full: UInt64 = 0
  }

  private let pace: Pace
  private let buckets: Mutex<[Bucket]>
  /// A client's bucket is one of so many, found by a hash that differs in each process.
  private static let ways = 8

  /// `capacity` is a multiple of 8.
  init(_ pace: Pace, capacity: Int = 8192) {
    self.pace = pace
    buckets = Mutex(Array(repeating: Bucket(), count: max(ClientBuckets.ways, capacity)))
  }

  /// `nil` when the request may pass, else the nanoseconds until one may.
  func take(_ client: ClientKey, at now: UInt64) -> UInt64? {
    buckets.withLock { buckets in
      let index = ClientBuckets.index(of: client, in: buckets)
      let full = buckets[index].client == client ? buckets[index].full : 0
      switch pace.step(full, at: now) {
      case .wait(let wait): return wait
      case .pass(let next):
        buckets[index] = Bucket(client: client, full: next)
        return nil
      }
    }
  }

  /// As ``take(_:at:)``, and nothing is taken.
  func wait(of client: ClientKey, at now: UInt64) -> UInt64? {
    buckets.withLock { buckets in
      let bucket = buckets[ClientBuckets.index(of: client, in: buckets)]
      return bucket.client == client ? pace.wait(bucket.full, at: now) : nil
    }
  }

  /// One that was taken does not count after all.
  func giveBack(_ client: ClientKey) {
    buckets.withLock { buckets in
      let index = ClientBuckets.index(of: client, in: buckets)
      if buckets[index].client == client { buckets[index].full = pace.undoing(buckets[index].full) }
    }
  }

  private static func index(of client: ClientKey, in buckets: [Bucket]) -> Int {
    let start = Int(UInt(bitPattern: client.hashValue) % UInt(buckets.count / ways)) * ways
    var oldest = start
    for index in start..<start + ways {
      if buckets[index].client == client { return index }
      if buckets[index].full < buckets[oldest].full { oldest = index }
    }
    return oldest
  }
}
