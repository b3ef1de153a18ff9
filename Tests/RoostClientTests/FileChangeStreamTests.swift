import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct FileChangeStreamTests {
  let name: EnvironmentName
  init() throws { name = try EnvironmentName("dev") }

  @Test func everyChangeArrivesInOrder() async throws {
    let told: [FileChange] = [.created(path: "/app/ä b"), .changed(path: "/app/ä b"), .overflow, .removed(path: "/app/ä b")]
    let asked = Mutex<[String?]>([])
    var operations = DaemonOperations.refusing
    operations.environments.files.watch = { _, path in
      asked.withLock { $0.append(path) }
      return AsyncThrowingStream { continuation in
        for change in told { continuation.yield(change) }
        continuation.finish()
      }
    }
    try await ScratchDaemon.with(operations) { [name] daemon in
      var found: [FileChange] = []
      try await daemon.client { client in
        try await client.changes(in: name, below: "/app/ä b") { found.append($0) }
        try await client.changes(in: name, below: nil) { _ in }
      }
      #expect(found == told)
      #expect(asked.withLock { $0 } == ["/app/ä b", nil])
    }
  }

  @Test func whatCannotBeWatchedIsRefused() async throws {
    try await ScratchDaemon.with(DaemonOperations.refusing) { [name] daemon in
      for path in ["app", "/a\0b"] {
        let problem = await #expect(throws: Problem.self) {
          try await daemon.client { client in try await client.changes(in: name, below: path) { _ in } }
        }
        #expect(problem?.code == .usageInvalid)
      }
    }
  }
}
