import RoostModel
import Testing

@testable import RoostCommands

/// Backups as a person reads them.
@Suite struct BackupTextTests {
  private func list(_ isWhole: [Bool?]) throws -> String {
    let backups = isWhole.map {
      BackupSummary(
        name: "2026-11-22T03-00-00", reason: .asked, createdAt: 1, size: ByteCount(1), release: 1, data: nil, isWhole: $0)
    }
    let status = BackupStatus(policy: nil, isOwn: false, next: nil, problem: nil, directory: "/b", backups: backups)
    return BackupText.list(status, of: try AppName("shop"), .plain, now: 2)
  }

  @Test func whetherTheyAreWholeIsSaidWhereItWasLookedAt() throws {
    #expect(try !list([nil, nil]).contains("WHOLE"))
    let looked = try list([true, true])
    #expect(looked.contains("WHOLE") && looked.contains("yes"))
    // One that cannot be opened is said in any case.
    let damaged = try list([nil, false])
    #expect(damaged.contains("WHOLE") && damaged.contains("no"))
  }
}
