import NIOCore
import RoostModel

/// How many wrong passwords each client may try at one route: ten, then one in six seconds. Of a fixed size; a route that changes
/// begins anew.
final class WrongPasswords: Sendable {
  private static let clients = 1024

  private let buckets = ClientBuckets(Pace(RequestRate(requests: 10, seconds: 60), burst: 10), capacity: WrongPasswords.clients)

  /// Nanoseconds until the client may try another one; `nil` for now.
  func wait(of client: ClientKey) -> UInt64? { buckets.wait(of: client, at: NIODeadline.now().uptimeNanoseconds) }

  /// Counts one that is not known yet to be right. Returns as ``wait(of:)``, and counts nothing when that is not `nil`.
  func add(_ client: ClientKey) -> UInt64? { buckets.take(client, at: NIODeadline.now().uptimeNanoseconds) }

  /// It was right.
  func undo(_ client: ClientKey) { buckets.giveBack(client) }
}
