import NIOCore
import RoostModel

/// ``RouteLimits`` in the form requests are held to. Shared by all event loops; a route that asks for nothing has none.
final class RouteLimiter: Sendable {
  enum Refusal {
    /// Too many requests of all clients, or of this one. Nanoseconds until one may pass.
    case rate(UInt64), clientRate(UInt64)
  }

  let gate: RouteGate?
  let wait: TimeAmount
  /// Bytes.
  let maximumBody: Int?
  private let bucket: TokenBucket?
  private let clients: ClientBuckets?

  /// `nil` where the settings hold no request back.
  init?(_ limits: RouteLimits?) {
    guard let limits, limits != RouteLimits() else { return nil }
    gate = limits.requests.map { RouteGate(capacity: $0, places: limits.queue ?? 0) }
    wait = .seconds(Int64(limits.wait ?? RouteLimits.defaultWait))
    maximumBody = limits.body.map { Int(clamping: $0.bytes) }
    bucket = limits.rate.map { TokenBucket(Pace($0, burst: limits.burst ?? RouteLimits.defaultBurst(of: $0))) }
    clients = limits.clientRate.map { ClientBuckets(Pace($0, burst: limits.clientBurst ?? RouteLimits.defaultBurst(of: $0))) }
  }

  /// The client first: one that asks too much takes nothing from the others.
  func refusal(of client: () -> ClientKey) -> Refusal? {
    guard bucket != nil || clients != nil else { return nil }
    let now = NIODeadline.now().uptimeNanoseconds
    if let wait = clients?.take(client(), at: now) { return .clientRate(wait) }
    if let wait = bucket?.take(at: now) { return .rate(wait) }
    return nil
  }
}
