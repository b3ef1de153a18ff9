import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel
import Synchronization

/// Answers requests with an `Idempotency-Key`: whoever sends one again finds the work that it began, or what became of it.
final class RepeatedAnswer: Sendable {
  let streamed: OperationAnswer
  private let kept: RepeatOperations
  private let works = Mutex<[String: any Sendable]>([:])

  init(streamed: OperationAnswer, kept: RepeatOperations) {
    self.streamed = streamed
    self.kept = kept
  }

  /// The key of a request, for this actor and this route alone; `nil` when it has none.
  static func key(of request: Request, _ context: APIContext) throws(Problem) -> String? {
    guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
      throw Problem(
        .usageInvalid, "Idempotency-Key must be 1 to 255 visible characters of ASCII", hint: "send a random one: uuidgen")
    }
    let actor = context.actor
    return "\(actor.kind.rawValue):\(actor.id ?? 0) \(context.route?.path ?? "") \(key)"
  }

  func response<Body: Encodable, Value: Codable & Sendable>(
    to request: Request, _ context: APIContext, key: String, body: Body, work: @escaping APIRoutes.Work<Value>
  ) async throws -> Response {
    let digest = try RepeatedAnswer.digest(of: body)
    let fresh = SharedWork<Value>(digest: digest)
    let known = works.withLock { works in
      if let known = works[key] { return known as? SharedWork<Value> }
      works[key] = fresh
      return fresh
    }
    guard let shared = known, shared.digest == digest else { throw RepeatedAnswer.reused }
    if shared === fresh { try await begin(fresh, key, work) }
    let last = StreamForm.lastID(of: request).flatMap { Int($0) } ?? 0
    let lines = LineStreamBody(
      feed: shared.follow(after: last), dropped: { NumberedLine(number: 0, line: OperationAnswer.leftOut($0)) },
      stopping: NumberedLine(number: 0, line: .problem(.daemonStopping)),
      unknown: NumberedLine(number: 0, line: .problem(.unknownCredential)),
      form: StreamForm(wantedBy: request))
    return lines.response(for: context)
  }

  /// Of what a request asks for, however it is written.
  static func digest(of body: some Encodable) throws -> [UInt8] {
    Array(SHA256.hash(data: try JSONAnswer.bytes(of: body).readableBytesView))
  }

  /// Takes the key, and begins; or ends at once with what became of it before.
  private func begin<Value>(_ shared: SharedWork<Value>, _ key: String, _ work: @escaping APIRoutes.Work<Value>) async throws {
    do {
      if let before = try await kept.claim(key, shared.digest) {
        guard before.digest == shared.digest else { throw RepeatedAnswer.reused }
        shared.end(with: try RepeatedAnswer.line(before.outcome), isNumbered: false)
        return forget(key)
      }
      do throws(Problem) { try submit(shared, key, work) } catch {
        await kept.keep(key, nil)
        throw error
      }
    } catch {
      let problem = Problem.unexpected(error, during: "looking for the key")
      forget(key)
      shared.end(with: .problem(problem))
      throw problem
    }
  }

  private func submit<Value>(
    _ shared: SharedWork<Value>, _ key: String, _ work: @escaping APIRoutes.Work<Value>
  ) throws(Problem) {
    try streamed.runner.submit { [self] in
      var last: StreamLine<Value>
      do throws(Problem) { last = .result(try await work { shared.note($0) }) } catch { last = .problem(error) }
      // Kept before it is told: who asks again finds one or the other.
      let outcome = try? JSONAnswer.bytes(of: last)
      await kept.keep(key, outcome.map { Array($0.readableBytesView) })
      shared.end(with: last)
      forget(key)
    }
  }

  private func forget(_ key: String) { works.withLock { $0[key] = nil } }

  private static func line<Value>(_ outcome: [UInt8]?) throws -> StreamLine<Value> {
    guard let outcome else {
      return .problem(
        Problem(
          .deploymentNone, "the daemon ended before the work of this key did",
          hint: "see what became of it: roost app deployments NAME; then ask with another key"))
    }
    return try JSONDecoder().decode(StreamLine<Value>.self, from: Data(outcome))
  }

  private static var reused: Problem {
    Problem(
      .idempotencyReused, "this Idempotency-Key came with another request before",
      hint: "send the same request again, or another key: uuidgen")
  }
}
