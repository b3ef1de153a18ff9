import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// Watching files through a real agent: how it ends, and that nothing of it stays.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(2)))
struct WatchSerialTests {
  @Test func endsWithTheEnvironment() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let changes = try await environment.watchFiles("/app")
      async let ended: Void = { for try await _ in changes {} }()
      try await environment.destroy(grace: .zero)
      try await ended
    }
  }

  @Test func whoLeavesFreesItsPlace() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      // More than may be at once.
      for _ in 0..<40 {
        let changes = try await environment.watchFiles("/app")
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { for try await _ in changes {} }
          group.cancelAll()
          try await group.waitForAll()
        }
      }
      for _ in 0..<40 { _ = try await environment.watchFiles("/app") }
    }
  }

  @Test func whatTheHostWritesIntoAMountIsSeen() async throws {
    try await SandboxFixture.with { fixture in
      let shared = fixture.home.appending("shared")
      try DirectoryCreation.ensure(shared)
      var spec = fixture.spec()
      spec.mounts = [BindMount(source: shared.string, target: "/data", readOnly: true)]
      let environment = try await fixture.booted(spec)
      var changes = try await environment.watchFiles("/data").makeAsyncIterator()
      try DirectoryCreation.ensure(shared.appending("here"))
      #expect(try await changes.next() == .created(path: "/data/here"))
    }
  }
}
