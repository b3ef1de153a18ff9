import DaemonFixture
import Foundation
import RoostModel
import RoostServer
import RoostTestSupport
import Synchronization
import Testing

/// Streams as a browser reads them, by another client than ours.
@Suite(.timeLimit(.minutes(1))) struct ServerEventStreamTests {
  private func curl(_ daemon: ScratchDaemon, _ arguments: [String]) async throws -> String {
    let command = try TestProcess(
      "/usr/bin/env", ["curl", "-s", "-m", "20", "--unix-socket", daemon.socket, "-H", "Accept: text/event-stream"] + arguments,
      variables: [:])
    return await command.finish().output
  }

  @Test func outputComesAsEventsThatSayWhereToGoOn() async throws {
    let asked = Mutex<[LogQuery]>([])
    var operations = DaemonOperations.refusing
    operations.apps.logs = { query in
      asked.withLock { $0.append(query) }
      return AsyncThrowingStream { continuation in
        for number in 1...2 { continuation.yield(Sample.line(number)) }
        continuation.finish()
      }
    }
    try await ScratchDaemon.with(operations) { daemon in
      let text = try await curl(
        daemon, ["-i", "http://roost/api/v1/apps/shop/logs?grep=a%20b&since=1763632800&ignore-case=true"])
      #expect(text.contains("text/event-stream") && text.contains("no-cache"))
      let body = text.components(separatedBy: "\r\n\r\n").last ?? ""
      let events = body.components(separatedBy: "\n\n").filter { !$0.isEmpty }
      #expect(events.count == 3, "\(events)")
      #expect(events.first?.hasPrefix("id: \(Sample.line(1).next)\ndata: {") == true)
      #expect(events.last == "event: end\ndata: {}")
      _ = try await curl(daemon, ["-H", "Last-Event-ID: 3:77:90", "http://roost/api/v1/apps/shop/logs?tail=5"])
      let refused = try await curl(daemon, ["-H", "Last-Event-ID: zzz", "http://roost/api/v1/apps/shop/logs"])
      #expect(refused.contains("usage.invalid"))
      let queries = asked.withLock { $0 }
      #expect(queries.first?.filter == LogFilter(since: 1_763_632_800, text: "a b", ignoresCase: true))
      #expect(queries.last?.from == LogPosition(run: 3, offset: 77, seen: 90))
    }
  }

  @Test func whatBreaksOffHasNoEnd() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.logs = { _ in
      return AsyncThrowingStream { continuation in
        continuation.yield(Sample.line(1))
        continuation.finish(throwing: Problem(.connectionLost, "the agent is gone", hint: "look again"))
      }
    }
    try await ScratchDaemon.with(operations) { daemon in
      let text = try await curl(daemon, ["http://roost/api/v1/apps/shop/logs"])
      #expect(text.contains("id: ") && text.contains("event: problem\ndata: {"), "\(text)")
      #expect(!text.contains("event: end"), "\(text)")
    }
  }

  @Test func aDeploymentIsFollowedAsEvents() async throws {
    let shop = try AppName("shop")
    var operations = DaemonOperations.refusing
    operations.apps.deploy = { (_, progress) throws(Problem) in
      progress(.stage("build", detail: "npm"))
      return Sample.result(shop)
    }
    try await ScratchDaemon.with(operations) { daemon in
      let text = try await curl(
        daemon, ["-d", #"{"directory": "/srv/shop", "installsRuntimes": false}"#, "http://roost/api/v1/deployments"])
      #expect(text.contains("event: progress\ndata: {\"progress\":"))
      #expect(text.contains("event: result\ndata: {\"result\":"))
      #expect(text.hasSuffix("event: end\ndata: {}\n\n"))
    }
  }

  @Test func buildsAreAskedForByNumberOrAll() async throws {
    let asked = Mutex<[BuildLogSelection?]>([])
    var operations = DaemonOperations.refusing
    operations.apps.logs = { query in
      asked.withLock { $0.append(query.build) }
      return AsyncThrowingStream { $0.finish() }
    }
    try await ScratchDaemon.with(operations) { daemon in
      for query in ["build=true", "build=true&grep=x", "deployment=12", "grep=x"] {
        _ = try await curl(daemon, ["http://roost/api/v1/apps/shop/logs?" + query])
      }
      #expect(asked.withLock { $0 } == [.newest, .all, .deployment(12), nil])
      let refused = try await curl(daemon, ["http://roost/api/v1/apps/shop/logs?follow=true&until=1h"])
      #expect(refused.contains("usage.invalid"))
    }
  }
}
