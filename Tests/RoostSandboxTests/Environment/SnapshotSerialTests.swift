import Glibc
import RoostEnvironments
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

/// What was written, kept while the environment goes on, and the beginning of another.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(2)))
struct SnapshotSerialTests {
  @Test func anotherEnvironmentBeginsWithIt() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let made = try await environment.run(
        "mkdir -p /app/deep; echo one > /app/deep/file; ln -s deep/file /app/link; chmod 640 /app/deep/file; mkfifo /app/pipe")
      #expect(made.exit.succeeded)
      let counter = try await environment.spawn(.shell("while :; do echo x; sleep 0.01; done"))
      let snapshot = fixture.home.appending("snapshot")
      try await environment.snapshot(into: snapshot)
      let after = try await counter.outputEnd()
      try await within(.seconds(10)) { while try await counter.outputEnd() == after { await Task.yield() } }
      #expect(try await environment.run("echo two > /app/deep/file; rm /app/link").exit.succeeded)
      var spec = fixture.spec()
      spec.snapshot = snapshot.string
      let copy = try await fixture.booted(spec)
      let seen = try await copy.run("cat /app/link; stat -c %a-%u /app/deep/file; test -p /app/pipe && rm -r /app/deep; ls /app")
      #expect(seen.output == "one\n640-\(SandboxFixture.user)\nlink\npipe\n")
      // Removing is written down too, and belongs to the copy alone.
      let second = fixture.home.appending("second")
      try await copy.snapshot(into: second)
      #expect(try await environment.run("cat /app/deep/file").output == "two\n")
      for one in [environment, copy] { try await one.destroy(grace: .zero) }
    }
  }

  @Test func whatStandsStillStaysSo() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      try await environment.pause()
      try await environment.snapshot(into: fixture.home.appending("snapshot"))
      #expect(await environment.state == .paused)
      let refused = await #expect(throws: Problem.self) {
        try await environment.snapshot(into: fixture.home.appending("snapshot"))
      }
      #expect(refused?.code == .environmentState)
      try await environment.destroy(grace: .zero)
    }
  }
}
