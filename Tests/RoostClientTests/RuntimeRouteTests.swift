import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct RuntimeRouteTests {
  let nodejs: RuntimeID
  init() throws { nodejs = try #require(RuntimeID("nodejs")) }

  @Test func specifiersOfEveryShapeArriveAsTyped() async throws {
    var operations = DaemonOperations.refusing
    operations.runtimes.list = { [nodejs] in [Sample.runtime(nodejs)] }
    operations.runtimes.info = { (text) throws(Problem) in throw Problem(.runtimeUnknown, text, hint: "h") }
    operations.runtimes.remove = { (request, _) throws(Problem) in
      throw Problem(.runtimeInUse, request.specifiers[0], hint: "h")
    }
    try await ScratchDaemon.with(operations) { [nodejs] daemon in
      let runtimes = try await daemon.client { try await $0.runtimes.list() }
      #expect(runtimes == [Sample.runtime(nodejs)])
      for text in ["nodejs@22", "python@>=3.9 <3.13", "a/../b?c#d%2f", "é"] {
        let unknown = await #expect(throws: Problem.self) { try await daemon.client { try await $0.runtimes.info(text) } }
        #expect(unknown == Problem(.runtimeUnknown, text, hint: "h"))
        let used = await #expect(throws: Problem.self) {
          try await daemon.client { try await $0.runtimes.remove(RemoveRequest(specifiers: [text])) { _ in } }
        }
        #expect(used?.message == text)
      }
    }
  }

  @Test func installingStreamsProgress() async throws {
    var operations = DaemonOperations.refusing
    operations.runtimes.install = { [nodejs] request, sink in
      for specifier in request.specifiers { sink(.stage("install", detail: specifier)) }
      return InstallResult(layers: [Sample.layer(nodejs)], installed: [], seconds: 1)
    }
    try await ScratchDaemon.with(operations) { [nodejs] daemon in
      let events = Mutex<[ProgressEvent]>([])
      let result = try await daemon.client { client in
        try await client.runtimes.install(InstallRequest(specifiers: ["nodejs", "uv"])) { event in
          events.withLock { $0.append(event) }
        }
      }
      #expect(result.layers == [Sample.layer(nodejs)])
      #expect(events.withLock { $0 } == [.stage("install", detail: "nodejs"), .stage("install", detail: "uv")])
    }
  }
}
