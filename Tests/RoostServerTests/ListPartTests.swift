import DaemonFixture
import HTTPTypes
import RoostModel
import Testing

@testable import RoostServer

/// Lists that grow, part by part.
@Suite struct ListPartTests {
  private static let admin = AccessActor(kind: .token, name: "all", id: 1, scope: .admin)
  private static let lists = ["events", "audit", "apps/shop/crashes"]

  /// Five of each, the newest with the highest number.
  private static func operations() -> DaemonOperations {
    var operations = DaemonOperations.refusing
    operations.events = { (query) throws(Problem) in
      stream((1...5).filter { $0 > query.after ?? 0 }.map { Sample.event($0) })
    }
    operations.access.audit = { (query) throws(Problem) in
      let wanted = (1...5).filter { $0 > query.after ?? 0 && $0 < query.before ?? .max }
      return stream(wanted.suffix(query.tail ?? .max).map { entry($0) })
    }
    operations.releases.crashes = { (_) throws(Problem) in (1...5).reversed().map { crash($0) } }
    return operations
  }

  private static func stream<Item: Sendable>(_ items: [Item]) -> AsyncStream<Item> {
    AsyncStream { stream in
      for item in items { stream.yield(item) }
      stream.finish()
    }
  }

  private static func entry(_ number: Int) -> AuditEntry {
    AuditEntry(
      id: number, at: 1, kind: .token, actor: "ci", action: .appsDeploy, resource: "shop", request: "POST /x",
      outcome: "accepted",
      address: "")
  }

  private static func crash(_ number: Int) -> CrashReport {
    CrashReport(
      number: number, release: 1, run: 1, process: nil, exit: ExitStatus(.outOfMemory, at: 0), uptime: 1, hints: [],
      lastLines: [], restartsAt: nil)
  }

  private func numbers(_ text: String) -> [Int] {
    text.matches(of: /"(?:id|number)":(\d+)/).compactMap { Int($0.1) }
  }

  /// Streams have no length: they are read to their end.
  private func ask(_ path: String, _ fields: [String: String] = [:]) async throws -> AskedRouter.Answer {
    let fields = ["authorization": "Bearer x"].merging(fields) { $1 }
    return try await AskedRouter(Self.admin, Self.operations()).page(.get, "/api/v1/" + path, with: fields) { _ in false }
  }

  @Test(arguments: lists) func everyPartLeadsToTheOneBefore(_ list: String) async throws {
    var (path, seen, parts) = ("\(list)?limit=2", [Int](), 0)
    while parts < 9 {
      parts += 1
      let answer = try await ask(path)
      #expect(answer.status == 200, "\(answer.text)")
      seen += numbers(answer.text)
      guard let name = HTTPField.Name("Link"), let link = answer.fields[name] else { break }
      path = try #require(link.firstMatch(of: /<\/api\/v1\/([^>]*)>; rel="next"/).map { String($0.1) })
    }
    #expect(seen == [5, 4, 3, 2, 1] && parts == 3)
    #expect(try await ask("\(list)?limit=0").status == 400)
    #expect(try await numbers(ask("\(list)?before=3&limit=9").text) == [2, 1])
  }

  @Test(arguments: ["events", "audit"]) func withoutAPartTheOrderIsThatOfTime(_ list: String) async throws {
    #expect(try await numbers(ask(list).text) == [1, 2, 3, 4, 5])
    let kept = try await ask("\(list)?after=1&limit=2")
    #expect(numbers(kept.text) == [5, 4] && kept.fields[HTTPField.Name("Link")!]?.contains("before=4&after=1>") == true)
    for other in ["follow=true", "tail=3"] where list == "audit" || other.hasPrefix("follow") {
      let refused = try await ask("\(list)?limit=2&\(other)")
      #expect(refused.status == 400 && refused.code == "usage.invalid", "\(other)")
    }
    let resumed = try await ask("\(list)?limit=2", ["accept": "text/event-stream", "last-event-id": "3"])
    #expect(resumed.status == 400)
  }
}
