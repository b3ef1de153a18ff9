import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostInstaller

/// `roost runtime remove --scope host` with a real apt in a scratch root: what goes, what stays, who is in the way.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(10)))
struct HostRemovalSerialTests {
  private let tool = TinyDeb.program("tool", "1.2.0-1", depends: ["libtool9"])
  private let library = TinyDeb(name: "libtool9", version: "9.0-2", files: ["usr/lib/libtool9": "library"])
  private let user = TinyDeb.program("user", "1.0-1", depends: ["tool"])
  private let neighbour = TinyDeb.program("neighbour", "1.0-1", depends: ["libtool9"])

  private func scope(_ debian: DebianRoot, home: FilePath, _ names: String...) async throws -> HostScope {
    var entries: [CatalogueEntry] = []
    for name in names.isEmpty ? ["tool"] : names { entries.append(try HostFixture.entry(name)) }
    return try await HostFixture.scope(entries, home: home, root: debian.root)
  }

  @Test func itGoesComesBackAndGoesAgain() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        let before = try await debian.packages()
        _ = try await scope.install("tool")
        let after = try await debian.packages()
        let check = try await scope.canRemove("tool")
        #expect(check.safe && check.targets == ["tool 1.2.0"] && check.warnings == [])
        #expect(check.unused == ["libtool9", "tool"])
        #expect(try await debian.packages() == after)

        let removed = try await scope.remove("tool")
        #expect(removed.removed == ["tool 1.2.0"])
        #expect(removed.packages == ["libtool9=9.0-2", "tool=1.2.0-1"])
        #expect(try await debian.packages() == before)
        #expect(try await scope.verify(progress: { _ in }) == [])

        let record = try #require(try await scope.history().first { $0.id == removed.transaction })
        #expect(record.kind == .remove && record.scope == .host)
        _ = try await scope.undo(record, progress: { _ in })
        #expect(try await debian.packages() == after)
        // The library is nobody's wish, as before.
        #expect(try await debian.automatic().contains("libtool9"))
        #expect(try await !debian.automatic().contains("tool"))
        #expect(try await scope.remove("tool").packages.count == 2)
        #expect(try await debian.packages() == before)

        _ = try await scope.install("tool")
        let last = try await scope.remove("tool")
        #expect(last.packages.count == 2, "in one transaction, whichever installation brought it")
        let newest = try #require(try await scope.history().first)
        #expect(newest.id == last.transaction && newest.changes.count == 2)
      }
    }
  }

  @Test func anUndoingThatIsCancelledIsEnded() async throws {
    var slow = tool
    slow.scripts["prerm"] = "#!/bin/sh\ntouch /begun\nsleep 1\n"
    try await DebianRoot.with([slow, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        let before = try await debian.packages()
        _ = try await scope.install("tool")
        let record = try #require(try await scope.history().first)
        let events = Events()
        let undoing = Task { try await scope.undoToTheEnd(record, progress: events.sink) }
        try await eventually("apt is at work") { debian.path.appending("begun").exists }
        undoing.cancel()
        #expect(try await undoing.value.state == .done)
        #expect(try await debian.packages() == before)
        #expect(try await scope.history().map(\.state) == [.done, .done])
      }
    }
  }

  @Test func whatOthersNeedStays() async throws {
    try await DebianRoot.with([tool, library, neighbour]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "neighbour")
        #expect(try await scope.canRemove("tool").warnings == ["libtool9 stays: others need it"])
        #expect(try await scope.remove("tool").packages == ["tool=1.2.0-1"])
        #expect(try await debian.run("neighbour") == "neighbour 1.0\n")
        #expect(try await debian.audit() == "")
      }
    }
  }

  @Test func whatSomebodyAskedForSinceStays() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "libtool9")
        #expect(try await scope.remove("tool").packages == ["tool=1.2.0-1"])
        #expect(try await debian.run("dpkg-query", "-W", "-f", "${db:Status-Status}", "libtool9") == "installed")
      }
    }
  }

  @Test func thePackagesInTheWayAreNamedAndForcedAway() async throws {
    try await DebianRoot.with([tool, library, user]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "user")
        let with = try await debian.packages()
        let failure = await problem { try await scope.remove("tool") }
        #expect(failure?.code == .runtimeInUse && failure?.code.exitStatus == 7)
        #expect(failure?.hint.hasPrefix("remove them first: apt-get remove user;") == true, "\(String(describing: failure))")
        #expect(try await debian.packages() == with)
        let check = try await scope.canRemove("tool")
        #expect(!check.safe && check.dependentRuntimes == ["package user"])
        #expect(check.forceRemovalConsequences == ["remove them too: apt-get remove user"])

        let forced = try await scope.remove("tool", force: true)
        #expect(forced.packages == ["libtool9=9.0-2", "tool=1.2.0-1", "user=1.0-1"])
        let record = try #require(try await scope.history().first)
        _ = try await scope.undo(record, progress: { _ in })
        #expect(try await debian.packages() == with)
        #expect(try await debian.run("user") == "user 1.0\n")
      }
    }
  }

  @Test func runtimesThatStandOnItAreInTheWay() async throws {
    try await DebianRoot.with([tool, library, TinyDeb.program("upper", "3.0-1")]) { debian in
      try await withScratch { home in
        var upper = try HostFixture.entry("upper")
        upper.requires = [try #require(RuntimeID("tool"))]
        let scope = try await HostFixture.scope([HostFixture.entry("tool"), upper], home: home, root: debian.root)
        _ = try await scope.install("upper")
        let failure = await problem { try await scope.remove("tool") }
        #expect(failure?.code == .runtimeInUse && failure?.message.contains("upper 3.0 needs it") == true)
        _ = try await scope.remove("upper")
        #expect(try await scope.remove("tool").packages.contains("tool=1.2.0-1"))
      }
    }
  }

  @Test func aProgramThatRunsIsInTheWay() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        // A program that is no script.
        _ = try await debian.run("cp", "/bin/sleep", "/usr/bin/tool")
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { _ = try? await debian.root.command("tool", ["100"]).run() }
          var failure: Problem?
          try await eventually("the program runs") {
            failure = await problem { try refused(try await scope.canRemove("tool")) }
            return failure != nil
          }
          #expect(failure?.message.hasPrefix("tool 100") == true, "\(String(describing: failure))")
          let removal = await problem { try await scope.remove("tool") }
          #expect(removal?.code == .runtimeInUse && removal?.hint.contains("ps -fp ") == true)
          group.cancelAll()
        }
        #expect(try await scope.remove("tool", force: true).packages.count == 2)
      }
    }
  }

  private func refused(_ check: SafetyCheck) throws(Problem) {
    if let use = check.dependentApps.first { throw Problem(.runtimeInUse, use.app, hint: "none") }
  }

  @Test func whatAptUpgradedIsStillOursAndWhatOthersBroughtIsNot() async throws {
    let newer = TinyDeb.program("tool", "1.2.0-2", depends: ["libtool9"])
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        try await debian.offer([newer, library])
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "tool")
        #expect(try await scope.remove("tool").packages == ["libtool9=9.0-2", "tool=1.2.0-2"])
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "tool")
        let failure = await problem { try await scope.remove("tool") }
        #expect(failure?.code == .transactionNotFound && failure?.hint == "apt-get remove tool")
      }
    }
  }

  @Test func marksAreAsTheyWere() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        _ = try await debian.run("apt-get", "-qq", "-y", "install", "libtool9")
        _ = try await debian.run("apt-mark", "-qq", "auto", "libtool9")
        let entry = try HostFixture.entry("tool", packages: ["tool", "libtool9"])
        let scope = try await HostFixture.scope([entry], home: home, root: debian.root)
        _ = try await scope.install("tool")
        #expect(try await !debian.automatic().contains("libtool9"), "naming a package marks it")
        _ = try await scope.undo(try #require(try await scope.history().first), progress: { _ in })
        #expect(try await debian.automatic().contains("libtool9"))

        var broken = entry
        broken.verify = [VerifyStep(run: ["tool"], expect: .line("something else"))]
        let failing = try await HostFixture.scope([broken], home: home, root: debian.root)
        #expect(await problem { try await failing.install("tool") }?.code == .runtimeVerifyFailed)
        #expect(try await debian.automatic().contains("libtool9"))
      }
    }
  }

  @Test func questionsAboutItAreAnswered() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home)
        _ = try await scope.install("tool")
        let id = try #require(RuntimeID("tool"))
        let why = try await scope.why(id)
        #expect(
          why == "tool 1.2.0 is on the machine itself, at /usr/bin/tool; transaction 1 (tool) brought it: libtool9, tool")
        #expect(try await scope.outdated().map(\.isOutdated) == [false])
        try await debian.offer([TinyDeb.program("tool", "1.3.0-1", depends: ["libtool9"]), library])
        let row = try #require(try await scope.outdated().first)
        #expect(row.isOutdated && row.newestInRange == "1.3.0" && row.scope == .host)
        #expect(row.command == "roost install 'tool@1.3.0' --scope host")
        #expect(try await scope.verify(["tool"], progress: { _ in }).map(\.version) == ["1.2.0"])
        #expect(try await scope.install("tool@1.3.0").installed == ["tool 1.3.0"])
        #expect(try await scope.outdated().map(\.isOutdated) == [false])
        #expect(try await scope.remove("tool").packages == ["libtool9=9.0-2", "tool=1.3.0-1"])
        #expect(try await scope.why(id) == nil)
      }
    }
  }
}
