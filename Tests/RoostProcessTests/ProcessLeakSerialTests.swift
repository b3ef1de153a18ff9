import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// Again and again: nothing of plain processes stays behind.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(3)))
struct ProcessLeakSerialTests {
  @Test func manyInARowLeaveNothing() async throws {
    try await ProcessFixture.with { fixture in
      for _ in 0..<5 { try await Self.round(fixture) }
      let before = (Self.descriptors, Self.processes(of: ProcessFixture.user))
      for _ in 0..<100 { try await Self.round(fixture) }
      try await eventually("descriptors and processes are what they were") {
        Self.descriptors <= before.0 && Self.processes(of: ProcessFixture.user) <= before.1
      }
      #expect(try DirectoryListing.names(in: fixture.home.appending("environments").appending("process")).isEmpty)
    }
  }

  private static func round(_ fixture: ProcessFixture) async throws {
    let environment = try await fixture.booted()
    let process = try await environment.spawn(.shell("sleep 300 & exit 3"))
    #expect(try await process.exitStatus().reason == .exited(3))
    try await environment.destroy(grace: .zero)
  }

  private static var descriptors: Int { ((try? DirectoryListing.names(in: "/proc/self/fd")) ?? []).count }

  private static func processes(of user: UInt32) -> Int {
    let numbers = ((try? DirectoryListing.names(in: "/proc")) ?? []).filter { Int($0) != nil }
    return numbers.count { number in
      var status = stat()
      return lstat("/proc/\(number)", &status) == 0 && status.st_uid == user
    }
  }
}
