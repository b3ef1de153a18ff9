import DaemonFixture
import HTTPTypes
import RoostDashboard
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

@Suite("Pages that are quick, and stay up to date") struct LivePageTests {
  private static let admin = AccessActor(kind: .session, name: "ada", id: 1, scope: .admin)
  private static let cookie = ["cookie": "roost_session=x", "sec-fetch-site": "same-origin"]

  private final class Counts: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    func add(_ name: String) { counts.withLock { $0[name, default: 0] += 1 } }
    var all: [String: Int] { counts.withLock { $0 } }
  }

  private static func summary(_ name: String, _ state: AppState = .running) throws -> AppSummary {
    AppSummary(
      name: try AppName(name), type: .nextjs, state: state, release: 14, urls: ["http://oak:8080/app/\(name)/"], pid: 4711,
      startedAt: 1_795_345_200, restarts: 0)
  }

  @Test("A page of a hundred apps asks as often as one of one app, and is small", arguments: [1, 100])
  func constantQuestions(count: Int) async throws {
    let counts = Counts()
    let apps = try (0..<count).map { try Self.summary("customer-app-\($0)") }
    var operations = DaemonOperations.refusing
    operations.apps.list = { () throws(Problem) in
      counts.add("list")
      return apps
    }
    operations.metrics.recent = { (steps) throws(Problem) in
      counts.add("recent")
      return Dictionary(uniqueKeysWithValues: apps.map { ($0.name, (0..<steps).map { $0 * 7 % 11 }) })
    }
    operations.gateway.status = { () throws(Problem) in
      counts.add("gateway")
      return Self.gateway
    }
    let answer = try await AskedRouter(Self.admin, operations).page("/apps", with: Self.cookie)
    #expect(answer.status == 200 && answer.text.contains("customer-app-0"), "\(answer.text.prefix(300))")
    #expect(counts.all == ["list": 1, "recent": 1, "gateway": 1])
    #expect(answer.text.utf8.count < 60_000 && answer.text.contains("data-seen=\""))
  }

  /// A daemon of two apps; `mailer` is in the state that is asked for.
  private static func operations(_ state: @escaping @Sendable () -> AppState, _ events: AsyncStream<ServerEvent>) throws
    -> DaemonOperations
  {
    var operations = DaemonOperations.refusing
    let shop = try summary("shop")
    operations.apps.list = { () throws(Problem) in
      [
        AppSummary(
          name: try AppName("mailer"), type: .node, state: state(), release: 1, urls: [], pid: nil, startedAt: nil, restarts: 0),
        shop,
      ]
    }
    operations.metrics.recent = { (_) throws(Problem) in [:] }
    operations.gateway.status = { () throws(Problem) in Self.gateway }
    operations.events = { (_) throws(Problem) in events }
    return operations
  }

  private static let gateway = GatewayStatus(
    at: 0, connections: 0, accepted: 0, refusedConnections: 0, droppedLogLines: 0, apps: [],
    unrouted: RouteMetrics(name: "", inFlight: 0))

  @Test("An open page is sent what changed since it was made, and what changes then")
  func changes() async throws {
    let state = Mutex(AppState.running)
    let (events, event) = AsyncStream<ServerEvent>.makeStream()
    let router = AskedRouter(Self.admin, try Self.operations({ state.withLock { $0 } }, events))
    let page = try await router.page("/apps", with: Self.cookie)
    let seen = try #require(page.text.firstMatch(of: /data-seen="([0-9a-f]+)"/)).1
    state.withLock { $0 = .sleeping }
    let stream = ["accept": "text/event-stream"].merging(Self.cookie) { $1 }
    let answer = try await router.page(.get, "/apps?seen=\(seen)", with: stream) { text in
      if text.contains("Sleeping"), state.withLock({ $0 }) == .sleeping {
        state.withLock { $0 = .error }
        event.yield(ServerEvent(id: 1, at: 0, kind: .appState, subject: "mailer", text: "", state: .error))
      }
      return text.contains("Error")
    }
    #expect(answer.fields[.contentType] == "text/event-stream")
    let sent = answer.text.split(separator: "\n").filter { $0.hasPrefix("data: ") }
    #expect(
      sent.count == 2 && sent.allSatisfy { $0.contains(#""id":"app-mailer""#) && !$0.contains("app-shop") }, "\(answer.text)")
    let ids = answer.text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
    #expect(ids.count == 2 && Set(ids).count == 2 && ids[0].utf8.count == seen.utf8.count + 4)
  }

  @Test("Who comes back says what was seen last")
  func resumption() async throws {
    let (events, _) = AsyncStream<ServerEvent>.makeStream()
    let router = AskedRouter(Self.admin, try Self.operations({ .running }, events))
    let fields = ["accept": "text/event-stream", "last-event-id": "0"].merging(Self.cookie) { $1 }
    let answer = try await router.page(.get, "/apps?seen=1", with: fields) { $0.contains("data: ") }
    #expect(answer.text.contains(#""id":"main""#) && answer.text.contains("app-shop"))
  }

  @Test("A page that is gone ends its stream, and is refused to who comes back")
  func gone() async throws {
    let isGone = Mutex(false)
    let (events, event) = AsyncStream<ServerEvent>.makeStream()
    var operations = try Self.operations({ .running }, events)
    let list = operations.apps.list
    operations.apps.list = { () async throws(Problem) in
      guard !isGone.withLock({ $0 }) else { throw Problem(.appNotFound, "no app", hint: "roost app list") }
      return try await list()
    }
    let router = AskedRouter(Self.admin, operations)
    let fields = ["accept": "text/event-stream"].merging(Self.cookie) { $1 }
    let answer = try await router.page(.get, "/apps?seen=1", with: fields) { text in
      if text.contains("data: "), !isGone.withLock({ $0 }) {
        isGone.withLock { $0 = true }
        event.yield(ServerEvent(id: 1, at: 0, kind: .appState, subject: "mailer", text: "", state: nil))
      }
      return text.contains("event: problem")
    }
    #expect(answer.text.contains("app.not-found"))
    #expect(try await router.page(.get, "/apps?seen=1", with: fields).status == 404)
  }

  @Test("A stream of a page is for who may see the page")
  func access() async throws {
    let fields = ["accept": "text/event-stream"].merging(Self.cookie) { $1 }
    #expect(try await AskedRouter(.nobody).page(.get, "/apps", with: fields).status == 303)
    let other = AccessActor(kind: .token, name: "ci", id: 1, scope: .admin, apps: [try AppName("mine")])
    #expect(try await AskedRouter(other).page(.get, "/apps/other", with: fields).status == 403)
  }
}
