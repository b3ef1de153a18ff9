import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Host scope with a real apt and dpkg in a scratch root.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(10)))
struct AptHostSerialTests {
  private let tool = TinyDeb.program("tool", "1.2.0-1+deb12u3", depends: ["libtool9"])
  private let library = TinyDeb(name: "libtool9", version: "9.0-2", files: ["usr/lib/libtool9": "library"])

  @Test func comesWithWhatItNeedsAndGoesExactly() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let before = try await debian.packages()
        let plan = try await scope.plan(InstallRequest(specifiers: ["tool"], scope: .host))
        #expect(plan.canInstall && plan.runtimes.map(\.version) == ["1.2.0"] && plan.commands.count == 1)
        #expect(try await debian.packages() == before)

        let result = try await scope.install("tool")
        #expect(result.installed == ["tool 1.2.0"])
        #expect(result.packages == ["libtool9=9.0-2", "tool=1.2.0-1+deb12u3"])
        #expect(try await debian.run("tool") == "tool 1.2.0\n")
        let record = try #require(try await scope.history().first)
        #expect(record.state == .done && record.scope == .host && record.changes.count == 2)

        let again = try await scope.install("tool")
        #expect(again.installed.isEmpty && again.transaction == nil)

        let undone = try await scope.undo(record, progress: { _ in })
        #expect(undone.undoes == record.id && undone.state == .done)
        #expect(try await debian.packages() == before)
        #expect(try await scope.history().last?.undoneBy == undone.id)
      }
    }
  }

  @Test func whatDoesNotWorkIsTakenBackExactly() async throws {
    let broken = TinyDeb.program("tool", "1.2.0-1", depends: ["libtool9"], prints: "segmentation fault")
    // Its update belongs to the transaction too.
    let old = TinyDeb(name: "libtool9", version: "8.0-1", files: ["usr/lib/libtool9": "old"])
    try await DebianRoot.with([old]) { debian in
      try await withScratch { home in
        _ = try await debian.run("apt-get", "-qq", "install", "libtool9")
        var newer = broken
        newer.depends = ["libtool9 (>= 9)"]
        try await debian.offer([newer, library, old])
        let before = try await debian.packages()
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let events = Events()
        let failure = await problem { try await scope.install("tool", events: events) }
        #expect(failure?.code == .runtimeVerifyFailed && failure?.code.exitStatus == 12, "\(String(describing: failure))")
        #expect(events.stages.contains("rolled-back"))
        #expect(try await debian.packages() == before)
        #expect(try await scope.history().map(\.state) == [.rolledBack])
      }
    }
  }

  @Test func versionsAreChosenAndWhatExistsIsSaid() async throws {
    let packages = [TinyDeb.program("tool", "2.0.1-1"), TinyDeb.program("tool", "1.9.0-3")]
    try await DebianRoot.with(packages) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let failure = await problem { try await scope.install("tool@3") }
        #expect(failure?.code == .runtimeVersionUnavailable && failure?.message.contains("apt has 2.0.1, 1.9.0") == true)
        #expect(try await scope.install("tool-1").packages == ["tool=1.9.0-3"])
        #expect(try await scope.install("tool").installed == [])
        #expect(try await scope.install("tool@2").installed == ["tool 2.0.1"])
        let record = try #require(try await scope.history().first)
        #expect(record.changes.map(\.previous) == ["1.9.0-3"])
        _ = try await scope.undo(record, progress: { _ in })
        #expect(try await debian.run("tool") == "tool 1.9.0\n")
      }
    }
  }

  @Test func theOthersGoOnAndTheFailuresAreTold() async throws {
    let packages = [TinyDeb.program("tool", "1.0-1"), TinyDeb.program("other", "2.0-1")]
    try await DebianRoot.with(packages) { debian in
      try await withScratch { home in
        let entries = [try HostFixture.entry("tool"), try HostFixture.entry("other"), try HostFixture.entry("absent")]
        let scope = try await HostFixture.scope(entries, home: home, root: debian.root)
        let failure = await problem { try await scope.install("absent", "toool", "tool", "other", failFast: false) }
        #expect(failure?.code == .runtimeUnknown)
        #expect(failure?.message == "2 of 4 failed; installed: tool 1.0, other 2.0")
        #expect(failure?.cause?.contains("did you mean tool?") == true)
        let first = await problem { try await scope.install("absent", "tool") }
        #expect(first?.code == .runtimeVersionUnavailable)
      }
    }
  }

  @Test func aHeldLockIsWaitedForAndNamed() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        var options = HostOptions()
        options.lockLimit = .milliseconds(400)
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root, options: options)
        try await LockHolderProcess.holding(debian.path.pushing("var/lib/dpkg/lock-frontend")) { pid in
          let events = Events()
          let failure = await problem { try await scope.install("tool", events: events) }
          #expect(failure?.code == .lockHeld && failure?.code.exitStatus == 9)
          #expect(failure?.message.contains("process \(pid) (") == true, "\(String(describing: failure))")
          #expect(failure?.message.contains("import fcntl") == true)
          #expect(events.stages.contains("wait"))
        }
        #expect(try await scope.history().map(\.state) == [.rolledBack])
        #expect(try await scope.install("tool").installed == ["tool 1.2.0"])
      }
    }
  }

  @Test func nothingIsStartedUnlessAsked() async throws {
    var server = TinyDeb.program("server", "1.0-1")
    server.scripts["postinst"] = "#!/bin/sh\n/usr/sbin/policy-rc.d server start >/dev/null 2>&1; echo $? >/policy\n"
    try await DebianRoot.with([server]) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("server")], home: home, root: debian.root)
        _ = try await scope.install("server")
        #expect(try debian.path.appending("policy").read() == "101\n")
        #expect(!debian.path.pushing("usr/sbin/policy-rc.d").exists)
      }
    }
  }

  @Test func otherPackagesAreNotRemovedForIt() async throws {
    var rival = TinyDeb.program("tool", "1.0-1")
    rival.conflicts = ["libtool9"]
    try await DebianRoot.with([rival, library]) { debian in
      try await withScratch { home in
        _ = try await debian.run("apt-get", "-qq", "install", "libtool9")
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let before = try await debian.packages()
        let failure = await problem { try await scope.install("tool") }
        #expect(failure?.code == .runtimeConflict && failure?.message.contains("libtool9") == true)
        #expect(try await scope.plan(InstallRequest(specifiers: ["tool"], scope: .host)).conflicts.map(\.subject) == ["libtool9"])
        #expect(try await debian.packages() == before)
      }
    }
  }

  @Test func anUndoingThatOthersWouldFeelIsRefused() async throws {
    let user = TinyDeb.program("user", "1.0-1", depends: ["tool"])
    try await DebianRoot.with([tool, library, user]) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        _ = try await scope.install("tool")
        _ = try await debian.run("apt-get", "-qq", "install", "user")
        let before = try await debian.packages()
        let record = try #require(try await scope.history().first)
        let failure = await problem { try await scope.undo(record, progress: { _ in }) }
        #expect(failure?.code == .transactionNotUndoable && failure?.message.contains("user") == true)
        #expect(try await debian.packages() == before)
        _ = try await debian.run("apt-get", "-qq", "-y", "purge", "user")
        let removed = try await scope.remove(RemoveRequest(specifiers: ["tool"], scope: .host), progress: { _ in })
        #expect(removed.packages == ["libtool9=9.0-2", "tool=1.2.0-1+deb12u3"])
        let gone = await problem { try await scope.remove(RemoveRequest(specifiers: ["tool"]), progress: { _ in }) }
        #expect(gone?.code == .runtimeMissing)
      }
    }
  }

  @Test func aFullDiskLeavesNothing() async throws {
    var big = TinyDeb.program("tool", "1.0-1")
    // As random as it has to be not to be packed away.
    big.files["usr/share/big"] = (0..<900_000).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    try await DebianRoot.with([big], megabytes: 22) { debian in
      try await withScratch { home in
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let before = try await debian.packages()
        let failure = await problem { try await scope.install("tool") }
        #expect(failure?.code == .diskFull && failure?.code.exitStatus == 11, "\(String(describing: failure))")
        #expect(try await debian.packages() == before)
        #expect(try await debian.audit() == "")
        #expect(try await scope.history().map(\.state) == [.rolledBack])
      }
    }
  }

  @Test func onlyRootMayAndIsToldHow() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        var options = HostOptions()
        (options.userID, options.hasSudo, options.commandLine) = (1000, true, "roost install tool --scope host")
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root, options: options)
        let failure = await problem { try await scope.install("tool") }
        #expect(failure?.code == .rootRequired && failure?.code.exitStatus == 10)
        #expect(failure?.hint == "sudo roost install tool --scope host")
      }
    }
  }

  @Test func anUndoingWorksWhereTheTransactionDid() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await DebianRoot.with([tool, library]) { other in
        try await withScratch { home in
          let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
          let before = try await debian.packages()
          _ = try await scope.install("tool")
          _ = try await other.run("apt-get", "-qq", "-y", "install", "tool")
          let untouched = try await other.packages()
          let elsewhere = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: other.root)
          let refused = await problem { try await elsewhere.remove(RemoveRequest(specifiers: ["tool"]), progress: { _ in }) }
          #expect(refused?.code == .transactionNotFound)
          let record = try #require(try await scope.history().first)
          _ = try await elsewhere.undo(record, progress: { _ in })
          #expect(try await other.packages() == untouched)
          #expect(try await debian.packages() == before)
        }
      }
    }
  }
}
