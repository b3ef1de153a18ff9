import RoostModel
import Testing

@testable import RoostCommands

@Suite struct AllBackupsTextTests {
  @Test func aLineForEachAppAndWhatFailed() throws {
    func backup(_ size: UInt64, _ at: Double, whole: Bool? = nil) -> BackupSummary {
      BackupSummary(
        name: "x", reason: .scheduled, createdAt: at, size: .megabytes(size), release: 1, data: nil, isWhole: whole)
    }
    let policy = BackupPolicy(schedule: try CronSchedule("0 3 * * *"))
    let problem = Problem(.diskFull, "the disk\u{1B}[2J is full", hint: "free some")
    let shop = BackupStatus(
      policy: policy, isOwn: true, next: 7300, problem: problem, directory: "/b", backups: [backup(5, 40), backup(7, 10)])
    let none = BackupStatus(policy: nil, isOwn: false, next: nil, problem: nil, directory: "/b", backups: [])
    var old = none
    old.backups = [backup(1, 0, whole: false), backup(3, 90)]
    let text = AllBackupsText(now: 100).text(
      [
        AppBackups(app: try AppName("docs"), exists: true, status: none),
        AppBackups(app: try AppName("former"), exists: false, status: old),
        AppBackups(app: try AppName("shop"), exists: true, status: shop),
      ], .plain)
    let lines = text.split(separator: "\n").map { line in line.split(separator: "  ").map { String($0.drop { $0 == " " }) } }
    #expect(lines[1] == ["docs", "0", "-", "-", "never"], "\(text)")
    #expect(lines[2] == ["former", "removed", "1", "10.0 s ago", "3.0 MB", "never"], "\(text)")
    #expect(lines[3] == ["shop", "2", "1 min 0 s ago", "12.0 MB", "0 3 * * *, in 2 h 0 min"], "\(text)")
    #expect(text.hasSuffix("shop: the last one failed: the disk?[2J is full\n  free some\n"), "\(text)")
  }
}
