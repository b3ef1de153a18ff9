import HTTPTypes
import Hummingbird
import RoostModel
import Synchronization

/// How often one actor may ask: a bucket that fills again steadily. Generous: it stops what runs wild, nobody who works.
struct RequestAllowance: Sendable, Equatable {
  let name: String
  /// So many at once.
  let burst: Double
  /// So many a second.
  let rate: Double

  static let reads = RequestAllowance(name: "reads", burst: 20_000, rate: 10_000)
  static let changes = RequestAllowance(name: "changes", burst: 1_000, rate: 100)

  /// As draft-ietf-httpapi-ratelimit-headers has it.
  var policy: String { "\"\(name)\";q=\(Int(burst));w=\(Int(burst / rate))" }
}

/// What one actor has left. Pure.
struct RequestBucket: Sendable, Equatable {
  private(set) var left: Double
  private var at: Double

  init(_ allowance: RequestAllowance, at now: Double) { (left, at) = (allowance.burst, now) }

  /// Seconds to wait; `nil` when the request may go on.
  mutating func take(_ allowance: RequestAllowance, at now: Double) -> Double? {
    fill(allowance, at: now)
    guard left >= 1 else { return (1 - left) / allowance.rate }
    left -= 1
    return nil
  }

  mutating func fill(_ allowance: RequestAllowance, at now: Double) {
    left = min(allowance.burst, left + max(0, now - at) * allowance.rate)
    at = max(at, now)
  }
}

/// Counts requests over the network, by who asks; those of nobody by their address.
final class RequestLimit: Sendable {
  struct Key: Hashable, Sendable {
    let actor: String
    let allowance: String
  }

  static let mostKept = 4_096

  private let buckets = Mutex<[Key: RequestBucket]>([:])

  var count: Int { buckets.withLock { $0.count } }

  /// Seconds to wait, and what is left.
  func take(_ actor: String, _ allowance: RequestAllowance, at now: Double) -> (wait: Double?, left: Int) {
    let key = Key(actor: actor, allowance: allowance.name)
    return buckets.withLock { buckets in
      if buckets.count >= RequestLimit.mostKept, buckets[key] == nil { RequestLimit.prune(&buckets, at: now) }
      var bucket = buckets[key] ?? RequestBucket(allowance, at: now)
      let wait = bucket.take(allowance, at: now)
      buckets[key] = bucket
      return (wait, Int(bucket.left))
    }
  }

  /// Full ones say nothing. Where all are in use, it begins anew.
  private static func prune(_ buckets: inout [Key: RequestBucket], at now: Double) {
    let allowances = [RequestAllowance.reads, .changes]
    for (key, bucket) in buckets {
      guard let allowance = allowances.first(where: { $0.name == key.allowance }) else { continue }
      var filled = bucket
      filled.fill(allowance, at: now)
      if filled.left >= allowance.burst { buckets[key] = nil }
    }
    if buckets.count >= mostKept { buckets = [:] }
  }
}

/// Answers 429 to who asks too often, and tells everybody what is left. Behind the door: it is known who asks.
struct RequestLimiting: RouterMiddleware {
  typealias Context = APIContext

  /// Seconds that nobody sets back.
  static let clock: @Sendable () -> Double = { [start = ContinuousClock.now] in
    let passed = (ContinuousClock.now - start).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }

  let limit: RequestLimit
  let now: @Sendable () -> Double

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let isRead = request.method == .get || request.method == .head
    let allowance = isRead ? RequestAllowance.reads : .changes
    let (wait, left) = limit.take(RequestLimiting.name(context), allowance, at: now())
    var response: Response
    if let wait {
      let seconds = max(1, Int(wait.rounded(.up)))
      response = try JSONAnswer.problem(
        Problem(
          .rateLimited, "\(context.actor.phrase) asks more often than \(Int(allowance.rate)) times a second",
          hint: "ask again in \(seconds) seconds"))
      response.headers[.retryAfter] = "\(seconds)"
    } else {
      response = try await next(request, context)
    }
    if let name = HTTPField.Name("RateLimit-Policy") { response.headers[name] = allowance.policy }
    if let name = HTTPField.Name("RateLimit") { response.headers[name] = "\"\(allowance.name)\";r=\(left)" }
    return response
  }

  private static func name(_ context: APIContext) -> String {
    let actor = context.actor
    return actor.kind == .nobody ? "address:\(ClientKey(IPAddress(context.address)))" : "\(actor.kind.rawValue):\(actor.id ?? 0)"
  }
}
