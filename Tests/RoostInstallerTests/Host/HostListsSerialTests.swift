import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// What an apt does not know yet, and what is known to be in the way in another root.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(5)))
struct HostListsSerialTests {
  private let old = TinyDeb.program("tool", "1.0-1")
  private let new = TinyDeb.program("tool", "2.0-1")

  @Test func listsAreBroughtOnceBeforeAVersionDoesNotExist() async throws {
    try await DebianRoot.with([old]) { debian in
      try await withScratch { home in
        // Of `file:` apt keeps a link, and so would know at once.
        try debian.path.pushing("etc/apt/sources.list").write("deb [trusted=yes] copy:/repository ./\n")
        _ = try await debian.run("apt-get", "-qq", "update")
        try await debian.offer([old, new], telling: false)
        try debian.path.pushing("etc/apt/sources.list").write("deb [trusted=yes] copy:/repository ./\n")
        var options = HostOptions()
        options.listDoubt = .zero
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root, options: options)
        let plan = try await scope.plan(InstallRequest(specifiers: ["tool@2"], scope: .host))
        #expect(plan.warnings == ["the lists of apt are old and would be brought first"])
        let events = Events()
        #expect(try await scope.install("tool@2", events: events).installed == ["tool 2.0"])
        #expect(events.stages.count { $0 == "lists" } == 1)
        let again = Events()
        let failure = await problem { try await scope.install("tool@3", "tool@4", failFast: false, events: again) }
        #expect(failure?.code == .runtimeVersionUnavailable && failure?.message == "2 of 2 failed")
        #expect(again.stages.count { $0 == "lists" } == 1)
      }
    }
  }

  @Test func freshListsAreBelieved() async throws {
    try await DebianRoot.with([old]) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let events = Events()
        let failure = await problem { try await scope.install("tool@2", events: events) }
        #expect(failure?.code == .runtimeVersionUnavailable && !events.stages.contains("lists"))
      }
    }
  }

  @Test func whatIsInTheWayInARootIsSeen() async throws {
    try await DebianRoot.with([old, TinyDeb.program("rival", "1.0-1")]) { debian in
      try await withScratch { home in
        var entry = try HostFixture.entry("tool")
        entry.conflicts.packages = [.apt: ["rival"]]
        entry.conflicts.files = ["/usr/bin/rival", "/etc/hostname-of-tool"]
        entry.conflicts.services = ["rival"]
        // Something listens on a port of this machine: none of the root's business.
        entry.conflicts.ports = [PortClaim(port: 1, severity: .error)]
        let scope = try await HostFixture.scope([entry], home: home, root: debian.root)
        #expect(try await scope.plan(InstallRequest(specifiers: ["tool"], scope: .host)).conflicts == [])
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "rival")
        let wants = debian.path.pushing("etc/systemd/system/multi-user.target.wants")
        try DirectoryCreation.ensure(wants)
        try wants.appending("rival.service").write("")
        let conflicts = try await scope.plan(InstallRequest(specifiers: ["tool"], scope: .host)).conflicts
        #expect(conflicts.map(\.kind) == [.package, .file, .service])
        #expect(conflicts.map(\.severity) == [.error, .error, .warning])
        #expect(conflicts.map(\.holder) == ["package rival 1.0-1", "package rival", "the enabled unit rival.service"])
        let failure = await problem { try await scope.install("tool") }
        #expect(failure?.code == .runtimeConflict && failure?.hint == "remove it first: apt-get remove rival")
        _ = try await debian.run("apt-get", "-qq", "-y", "purge", "rival")
        #expect(try await scope.install("tool").installed == ["tool 1.0"])
      }
    }
  }
}
