import Foundation
import RoostModel
import RoostSystem
import Testing

@testable import RoostInstaller

/// Host scope with a real dnf and rpm over a scratch root and a local repository.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(5)))
struct DnfHostSerialTests {
  @Test func comesWithWhatItNeedsAndGoesExactly() async throws {
    try await RpmRoot.with { rpm in
      try await rpm.offer("libtool9", "9.0")
      try await rpm.offer("tool", "1.2.0", requires: "libtool9")
      try await withScratch { home in
        let scope = try await rpm.scope([HostFixture.entry("tool")], home: home)
        let plan = try await scope.plan(InstallRequest(specifiers: ["tool"], scope: .host))
        #expect(plan.canInstall && plan.runtimes.map(\.version) == ["1.2.0"] && plan.commands.first?.first == "dnf")
        let result = try await scope.install("tool")
        #expect(result.packages == ["libtool9.noarch=9.0-1", "tool.noarch=1.2.0-1"])
        #expect(try await scope.install("tool@1").transaction == nil)
        let record = try #require(try await scope.history().first)
        _ = try await scope.undo(record, progress: { _ in })
        #expect(try await rpm.packages() == PackageSet())
      }
    }
  }

  @Test func whatDoesNotWorkIsTakenBackExactly() async throws {
    try await RpmRoot.with { rpm in
      try await rpm.offer("libtool9", "9.0")
      try await rpm.offer("tool", "1.0", requires: "libtool9")
      try await withScratch { home in
        let scope = try await rpm.scope([HostFixture.entry("tool")], home: home)
        #expect(try await scope.install("tool").installed == ["tool 1.0"])
        try await rpm.offer("tool", "2.0", requires: "libtool9", prints: "broken")
        let failure = await problem { try await scope.install("tool@2") }
        #expect(failure?.code == .runtimeVerifyFailed, "\(String(describing: failure))")
        #expect(try await rpm.packages().installed == ["tool.noarch": "1.0-1", "libtool9.noarch": "9.0-1"])
        let missing = await problem { try await scope.install("tool@3") }
        #expect(missing?.code == .runtimeVersionUnavailable && missing?.message.contains("dnf has 2.0, 1.0") == true)
      }
    }
  }

  @Test func whatOthersNeedIsNotRemoved() async throws {
    try await RpmRoot.with { rpm in
      try await rpm.offer("tool", "1.0")
      try await rpm.offer("user", "1.0", requires: "tool")
      try await withScratch { home in
        let scope = try await rpm.scope([HostFixture.entry("tool"), HostFixture.entry("user")], home: home)
        _ = try await scope.install("tool")
        _ = try await scope.install("user")
        let first = try #require(try await scope.history().last)
        let failure = await problem { try await scope.undo(first, progress: { _ in }) }
        #expect(failure?.code == .transactionNotUndoable && failure?.message.contains("user") == true)
        #expect(try await rpm.packages().installed.count == 2)
      }
    }
  }

  @Test func removalNamesWhoIsInTheWayAndTakesThemAlongWhenForced() async throws {
    try await RpmRoot.with { rpm in
      try await rpm.offer("tool", "1.0")
      try await rpm.offer("user", "1.0", requires: "tool")
      try await withScratch { home in
        let scope = try await rpm.scope([HostFixture.entry("tool"), HostFixture.entry("user")], home: home)
        _ = try await scope.install("tool", "user")
        let failure = await problem { try await scope.remove("tool") }
        #expect(failure?.code == .runtimeInUse)
        #expect(failure?.hint.hasPrefix("remove them first: dnf remove user.noarch;") == true, "\(String(describing: failure))")
        #expect(try await scope.canRemove("tool", "user").safe, "together nothing is in the way")
        let forced = try await scope.remove("tool", force: true)
        #expect(forced.packages == ["tool.noarch=1.0-1", "user.noarch=1.0-1"])
        #expect(try await rpm.packages() == PackageSet())
        _ = try await scope.undo(try #require(try await scope.history().first), progress: { _ in })
        #expect(try await rpm.packages().installed == ["tool.noarch": "1.0-1", "user.noarch": "1.0-1"])
        #expect(try await scope.remove("tool", "user").removed == ["tool 1.0", "user 1.0"])
        #expect(try await rpm.packages() == PackageSet())
      }
    }
  }
}
