import DaemonFixture
import Foundation
import HTTPTypes
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

/// A client that comes back with the id of the last event it saw gets the rest, whichever that was.
@Suite struct StreamPlaceTests {
  private static let admin = AccessActor(kind: .token, name: "all", id: 1, scope: .admin)
  private static let paths = ["events", "audit", "apps/shop/access-log", "apps/shop/metrics/stream", "apps/shop/logs"]

  private static func stream<Item: Sendable>(_ items: [Item]) -> AsyncStream<Item> {
    AsyncStream { stream in
      for item in items { stream.yield(item) }
      stream.finish()
    }
  }

  /// Each has five, and begins behind what it is told was seen.
  private static func operations() -> DaemonOperations {
    var operations = DaemonOperations.refusing
    operations.events = { (query) throws(Problem) in
      stream((1...5).filter { $0 > query.after ?? 0 }.map { Sample.event($0) })
    }
    operations.access.audit = { (query) throws(Problem) in
      stream(
        (1...5).filter { $0 > query.after ?? 0 }.map {
          AuditEntry(
            id: $0, at: 1, kind: .token, actor: "ci", action: .appsDeploy, resource: "", request: "", outcome: "", address: "")
        })
    }
    operations.gateway.accessLog = { (_, tail, _) throws(Problem) in
      let lines = (1...5).suffix(tail ?? 5).flatMap { Self.line($0) }
      return Self.stream([lines + Array(#"{"dropped":3,"time":"x"}"#.utf8) + [10]])
    }
    operations.metrics.follow = { (_, wanted) throws(Problem) in
      stream((1...5).filter { $0 * 10 > wanted.after ?? 0 }.map { MetricsPoint(at: Double($0 * 10), seconds: 10) })
    }
    operations.apps.logs = { (query) throws(Problem) in
      let lines = (1...5).map { Sample.line($0) }
      let rest = query.from.map { from in lines.firstIndex { $0.next == from }.map { Array(lines[($0 + 1)...]) } ?? [] } ?? lines
      return AsyncThrowingStream { stream in
        for line in rest { stream.yield(line) }
        stream.finish()
      }
    }
    return operations
  }

  /// The third and the fourth ended in the same millisecond.
  private static func line(_ number: Int) -> [UInt8] {
    let record = AccessRecord(
      time: TimePoint.text(1_800_000_000 + Double(number == 4 ? 3 : number)), id: "a/\u{e9} \(number)", client: "", method: "GET",
      host: "", path: "/\(number)", status: 200, aborted: false, received: 0, sent: 0, duration: 1, protocol: "", tls: false,
      agent: "")
    return Array((try? JSONEncoder().encode(record)) ?? Data()) + [10]
  }

  private func events(_ path: String, after id: String? = nil) async throws -> [(id: String, data: String)] {
    var fields = ["authorization": "Bearer x", "accept": "text/event-stream"]
    fields["last-event-id"] = id
    let answer = try await AskedRouter(Self.admin, Self.operations()).page(.get, "/api/v1/" + path, with: fields) { _ in false }
    #expect(answer.status == 200, "\(answer.text)")
    return answer.text.components(separatedBy: "\n\n").compactMap { event in
      let lines = event.components(separatedBy: "\n")
      guard lines.count == 2, lines[0].hasPrefix("id: ") else { return nil }
      return (String(lines[0].dropFirst(4)), String(lines[1].dropFirst(6)))
    }
  }

  @Test(arguments: paths) func itMissesNothingAndGetsNothingTwice(_ path: String) async throws {
    let all = try await events(path)
    #expect(all.count == 5 && Set(all.map(\.id)).count == 5, "\(all)")
    for (index, event) in all.enumerated() {
      #expect(try await events(path, after: event.id).map(\.data) == all.suffix(4 - index).map(\.data), "\(path) \(event.id)")
    }
  }

  @Test(arguments: paths) func whatIsNoIDOfAnEventIsRefused(_ path: String) async throws {
    let fields = ["authorization": "Bearer x", "accept": "text/event-stream", "last-event-id": "%zz/x"]
    let answer = try await AskedRouter(Self.admin, Self.operations()).page(.get, "/api/v1/" + path, with: fields)
    #expect(answer.status == 400 && answer.code == "usage.invalid", "\(answer.text)")
  }

  @Test func aLineThatIsNotKeptAnyMoreWasBeforeAllThatCameLater() async throws {
    let gone = "\(TimePoint.text(1_800_000_001.5))/gone"
    #expect(try await events("apps/shop/access-log", after: gone).count == 4)
    #expect(try await events("apps/shop/access-log?tail=1", after: gone).count == 4, "who comes back has a place")
    #expect(try await events("apps/shop/access-log?tail=1").count == 1)
  }
}
