import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Synchronization
import Testing

/// Every operation with runtimes through the API: what was asked arrives, what is answered comes back.
@Suite(.timeLimit(.minutes(1))) struct RuntimeOperationTests {
  private let nodejs: RuntimeID
  init() throws { nodejs = try #require(RuntimeID("nodejs")) }

  /// What arrived at the daemon, one text for each call.
  private final class Arrived: Sendable {
    let calls = Mutex<[String]>([])
    func note(_ call: String) { calls.withLock { $0.append(call) } }
  }

  private func with(
    _ change: (inout RuntimeOperations, Arrived) -> Void, _ body: (RuntimeOperations) async throws -> Void
  ) async throws -> [String] {
    let arrived = Arrived()
    var operations = DaemonOperations.refusing
    change(&operations.runtimes, arrived)
    try await ScratchDaemon.with(operations) { daemon in try await daemon.client { try await body($0.runtimes) } }
    return arrived.calls.withLock { $0 }
  }

  @Test func questions() async throws {
    let nodejs = nodejs
    let calls = try await with { operations, arrived in
      operations.plan = { request in
        arrived.note("plan \(request.specifiers) \(request.profile ?? "-") \(request.force)")
        return Sample.plan(nodejs)
      }
      operations.canRemove = { request in
        arrived.note("canRemove \(request.specifiers) \(request.force) \(request.removesUnused)")
        return Sample.safety
      }
      operations.why = { text in
        arrived.note("why \(text)")
        return Sample.why(nodejs)
      }
      operations.versions = { text in
        arrived.note("versions \(text)")
        return Sample.versions(nodejs)
      }
      operations.strategies = { [Sample.strategy] }
      operations.outdated = { [Sample.outdated(nodejs)] }
      operations.profiles = { [Sample.profile("web")] }
      operations.chooseProfile = { name in
        arrived.note("choose \(name)")
        return Sample.profile(name)
      }
    } _: { (operations) async throws in
      let plan = try await operations.plan(InstallRequest(specifiers: ["node@22"], profile: "web", force: true))
      #expect(plan == Sample.plan(nodejs))
      let check = try await operations.canRemove(RemoveRequest(specifiers: ["a"], force: true, removesUnused: true))
      #expect(check == Sample.safety)
      #expect(try await operations.why("node js/é") == Sample.why(nodejs))
      #expect(try await operations.versions("nodejs@>=22 <26") == Sample.versions(nodejs))
      #expect(try await operations.strategies() == [Sample.strategy])
      #expect(try await operations.outdated() == [Sample.outdated(nodejs)])
      #expect(try await operations.profiles() == [Sample.profile("web")])
      #expect(try await operations.chooseProfile("full") == Sample.profile("full"))
    }
    #expect(
      calls == [
        "plan [\"node@22\"] web true", "canRemove [\"a\"] true true", "why node js/é", "versions nodejs@>=22 <26", "choose full",
      ])
  }

  @Test func changesStreamTheirProgress() async throws {
    let calls = try await with { operations, arrived in
      operations.remove = { request, sink in
        sink(.stage("remove", detail: request.specifiers[0]))
        return RemoveResult(removed: request.specifiers, freed: ByteCount(5))
      }
      operations.verify = { names, sink in
        sink(.stage("verify", detail: names.joined()))
        return []
      }
      operations.upgrade = { names, sink in
        sink(.stage("upgrade", detail: names.joined()))
        return InstallResult(layers: [], installed: names, seconds: 1)
      }
      operations.collect = { request, sink in
        sink(.stage("collect", detail: "\(request.budget?.bytes ?? 0) \(request.dryRun)"))
        return CollectResult(layers: ["x"], downloads: 1, freed: ByteCount(1), kept: ByteCount(2))
      }
      operations.undo = { number, sink in
        sink(.stage("undo", detail: "\(number)"))
        return Sample.transaction(number)
      }
      operations.repair = { sink in
        sink(.stage("repair", detail: ""))
        return RepairReport(actions: ["a"], verified: [], remaining: [])
      }
      _ = arrived
    } _: { (operations) async throws in
      let seen = Mutex<[ProgressEvent]>([])
      let sink: ProgressSink = { event in seen.withLock { $0.append(event) } }
      #expect(try await operations.remove(RemoveRequest(specifiers: ["a"]), sink).freed == ByteCount(5))
      #expect(try await operations.verify(["a", "b"], sink) == [])
      #expect(try await operations.upgrade(["c"], sink).installed == ["c"])
      #expect(try await operations.collect(CollectRequest(budget: ByteCount(7), dryRun: true), sink).layers == ["x"])
      #expect(try await operations.undo(17, sink) == Sample.transaction(17))
      #expect(try await operations.repair(sink).actions == ["a"])
      let stages: [ProgressEvent] = [
        .stage("remove", detail: "a"), .stage("verify", detail: "ab"), .stage("upgrade", detail: "c"),
        .stage("collect", detail: "7 true"), .stage("undo", detail: "17"), .stage("repair", detail: ""),
      ]
      #expect(seen.withLock { $0 } == stages)
    }
    #expect(calls.isEmpty)
  }

  @Test func bundlesAndTheMachine() async throws {
    let calls = try await with { operations, arrived in
      operations.createBundle = { request, _ in
        arrived.note("create \(request.specifiers) \(request.output)")
        return Sample.bundle
      }
      operations.verifyBundle = { path, _ in
        arrived.note("verify \(path)")
        return Sample.bundle
      }
      operations.compareBundle = { path, other in
        arrived.note("compare \(path) \(other ?? "-")")
        return BundleDifference(added: ["a"], removed: [], changed: [], same: [])
      }
      operations.installBundle = { request, _ in
        arrived.note("install \(request.path) \(request.specifiers) \(request.trust ?? "-")")
        return InstallResult(layers: [], installed: [], seconds: 0)
      }
      operations.check = { (directory) throws(Problem) in throw Problem(.projectNotFound, directory, hint: "h") }
      operations.linkToolCache = { directory in
        [ToolCacheEntry(tool: "node", version: "1.2.3", architecture: "x64", path: directory, layer: "l")]
      }
      operations.history = { [Sample.transaction(2), Sample.transaction(1)] }
    } _: { (operations) async throws in
      #expect(try await operations.createBundle(BundleRequest(specifiers: ["web"], output: "/o"), { _ in }) == Sample.bundle)
      #expect(try await operations.verifyBundle("/p", { _ in }) == Sample.bundle)
      #expect(try await operations.compareBundle("/p", nil).added == ["a"])
      #expect(try await operations.compareBundle("/p", "/q").added == ["a"])
      let request = BundleInstallRequest(path: "/p", specifiers: ["ruby"], trust: "f")
      #expect(try await operations.installBundle(request, { _ in }).installed == [])
      let problem = await #expect(throws: Problem.self) { try await operations.check("/a b") }
      #expect(problem == Problem(.projectNotFound, "/a b", hint: "h"))
      #expect(try await operations.linkToolCache("/t").map(\.path) == ["/t"])
      #expect(try await operations.history().map(\.id) == [2, 1])
    }
    #expect(
      calls == ["create [\"web\"] /o", "verify /p", "compare /p -", "compare /p /q", "install /p [\"ruby\"] f"])
  }

  @Test func eventsArriveInOrderAndFromWhereAsked() async throws {
    var operations = DaemonOperations.refusing
    operations.events = { query in
      AsyncStream { continuation in
        for id in 1...5 where id > query.after ?? 0 { continuation.yield(Sample.event(id)) }
        continuation.finish()
      }
    }
    try await ScratchDaemon.with(operations) { daemon in
      var seen: [Int] = []
      try await daemon.client { try await $0.events(after: 2, follows: false) { seen.append($0.id) } }
      #expect(seen == [3, 4, 5])
      seen = []
      try await daemon.client { try await $0.events(follows: true) { seen.append($0.id) } }
      #expect(seen == [1, 2, 3, 4, 5])
    }
  }

  @Test func whatIsLeftOutOfABodyHasItsDefault() async throws {
    let arrived = Arrived()
    var operations = DaemonOperations.refusing
    operations.runtimes.install = { request, _ in
      arrived.note("\(request.specifiers) \(request.scope) \(request.force) \(request.failFast)")
      return InstallResult(layers: [], installed: [], seconds: 0)
    }
    try await ScratchDaemon.with(operations) { daemon in
      let answer = try await RawConnection.post("/api/v1/runtimes", #"{"specifiers": ["uv"]}"#, to: daemon.socket)
      #expect(answer.contains(#""result""#))
      let bad = try await RawConnection.post("/api/v1/transactions/x/undo", "{}", to: daemon.socket)
      #expect(bad.contains("usage.invalid"))
    }
    #expect(arrived.calls.withLock { $0 } == ["[\"uv\"] layer false true"])
  }
}
