import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Synchronization
import Testing

extension EndToEndSerial {
  /// The power goes at any moment of deployments, changes of variables and backups: the next daemon finds all that was said to
  /// be done, and releases whose files are whole.
  @Suite struct PowerCutTests {
    private static let cuts = Int(ProcessInfo.processInfo.environment["ROOST_POWER_CUTS"] ?? "") ?? 20
    /// The last moment of a round at which it is cut.
    private static let longest = Duration.milliseconds(1800)
    /// How many retired releases a daemon keeps.
    private static let kept = 5
    /// Longer than what a file system keeps beside an inode.
    private static let filler = String(repeating: "0123456789abcdef", count: 8 << 10)

    /// What commands have said to be done.
    private struct Said: Sendable {
      var version = 0
      var level = 0
      var backups = 0
    }

    /// Shared by the one who changes the app and the one who cuts the power.
    private final class Ledger: Sendable {
      private struct State {
        var said = Said()
        var number = 0
        var isCut = false
      }
      private let state = Mutex(State())

      func next() -> Int? {
        state.withLock { state in
          state.number += 1
          return state.isCut ? nil : state.number
        }
      }
      func note(_ change: (inout Said) -> Void) { state.withLock { if !$0.isCut { change(&$0.said) } } }
      var isCut: Bool { state.withLock { $0.isCut } }
      /// What is said from here on does not count.
      func cut() -> Said {
        state.withLock { state in
          state.isCut = true
          return state.said
        }
      }
      func goOn() { state.withLock { $0.isCut = false } }
    }

    private func files(_ version: Int) -> [String: String] {
      [
        "index.html": "\(version)", "big.txt": "\(version)\n" + Self.filler + "\n\(version)",
        "roost.yml": version % 3 == 0 ? "build: cp big.txt made.txt\n" : "",
      ]
    }

    @Test(.enabled(if: PowerCutDisk.isAvailable, "a disk that loses its power needs root and loop devices"))
    func whatWasSaidIsThereAfterThePowerWent() async throws {
      try await RoostFixture.with { roost in
        let base = try await roost.roost("deploy", roost.project("site", files(3)), "--yes")
        #expect(base.status == 0, "\(base.errors)")
      }
      let disk = try await PowerCutDisk(megabytes: 128)
      try await cleaning({ await disk.remove() }) {
        try await RoostFixture.with(home: disk.mountPoint) { roost in
          let ledger = Ledger()
          for cut in 0..<Self.cuts {
            let said = try await round(Self.longest * cut / Self.cuts, roost, disk, ledger)
            try await roost.restartDaemon()
            try await judge(said, roost)
            ledger.goOn()
          }
          try await judgeReleases(roost)
        }
      }
    }

    private func round(
      _ moment: Duration, _ roost: RoostFixture, _ disk: PowerCutDisk, _ ledger: Ledger
    ) async throws -> Said {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { while let number = ledger.next() { try await change(number, roost, ledger) } }
        // Any moment will do; nothing waits for it.
        try await ContinuousClock().sleep(for: moment)
        let said = ledger.cut()
        try disk.cut()
        try await roost.killDaemon()
        try await group.waitForAll()
        try await disk.startAgain()
        return said
      }
    }

    private func change(_ number: Int, _ roost: RoostFixture, _ ledger: Ledger) async throws {
      func done(_ words: String...) async throws -> Bool {
        let output = try await roost.start(words).finish()
        #expect(output.status == 0 || ledger.isCut, "\(words): \(output.errors)")
        return output.status == 0
      }
      guard try await done("deploy", roost.project("site", files(number))) else { return }
      ledger.note { $0.version = number }
      guard try await done("app", "env", "set", "site", "LEVEL=\(number)") else { return }
      ledger.note { $0.level = number }
      guard number % 2 == 0, try await done("app", "backup", "site") else { return }
      ledger.note { $0.backups += 1 }
    }

    private func judge(_ said: Said, _ roost: RoostFixture) async throws {
      let question = "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone()[0])"
      let integrity = try await TestProcess("/usr/bin/env", ["python3", "-c", question, roost.home + "/roost.db"]).finish()
      #expect(integrity.output == "ok\n", "\(integrity)")
      let apps = try await roost.roost("app", "list", "--json").decoded([AppSummary].self)
      guard let app = apps.first, app.release != nil else {
        #expect(said.version == 0, "an app that was deployed is gone")
        return
      }
      let version = try await judgeFiles(roost)
      #expect(version >= said.version, "release \(said.version) was said to serve, and \(version) does")
      let releases = try await roost.info("site").releases
      #expect(releases.allSatisfy { $0.state != .pending } && releases.filter { $0.state == .live }.count == 1)
      let variables = try await roost.roost("app", "env", "list", "site", "--json")
      #expect(variables.status == 0, "\(variables.errors)\(variables.output)")
      let level = try variables.decoded(VariableList.self).variables.first?.value
      #expect(Int(level ?? "0") ?? 0 >= said.level, "\(said)")
      let backups = try await roost.roost("app", "backups", "site", "--verify", "--json").decoded(BackupStatus.self).backups
      #expect(backups.count >= said.backups && backups.allSatisfy { $0.isWhole == true }, "\(said) \(backups)")
    }

    /// Which version serves; all of its files are that version's.
    private func judgeFiles(_ roost: RoostFixture) async throws -> Int {
      let index = try await roost.get("site")
      let version = Int(index.body) ?? 0
      #expect(index.status == 200 && version > 0, "\(index)")
      let big = try await roost.get("site", "/big.txt").body
      #expect(big == files(version)["big.txt"], "release \(version) is not whole: \(big.utf8.count) bytes")
      if version % 3 == 0 {
        let made = try await roost.get("site", "/made.txt").body
        #expect(made == big, "what \(version) built is not whole: \(made.utf8.count) bytes")
      }
      return version
    }

    /// What is kept to go back to is whole, too. Releases beyond those may be there still when the power went before their
    /// removal, and go while this looks.
    private func judgeReleases(_ roost: RoostFixture) async throws {
      let kept = try await roost.info("site").releases.filter { $0.state == .retired }.prefix(Self.kept)
      #expect(!kept.isEmpty)
      for release in kept {
        let back = try await roost.roost("app", "rollback", "site", "\(release.number)")
        #expect(back.status == 0, "\(back.errors)")
        _ = try await judgeFiles(roost)
      }
    }
  }
}
