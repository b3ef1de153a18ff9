import RoostModel

/// Reads `backup`: when, and how many are kept.
enum BackupReader {
  static let keys = ["schedule", "keep"]

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> BackupPolicy? {
    guard let reader = try settings.object("backup", knownKeys: keys) else { return nil }
    guard let text = try reader.text("schedule") else {
      throw settings.fault("backup", "lacks 'schedule', as in \"0 3 * * *\"")
    }
    let schedule: CronSchedule
    do throws(CronFault) { schedule = try CronSchedule(text) } catch {
      throw reader.fault("schedule", "'\(text.prefix(40))' \(error.sentence)")
    }
    guard let words = try reader.text("keep") else { return BackupPolicy(schedule: schedule) }
    guard let keep = Int(words), BackupPolicy.keeps.contains(keep) else {
      throw reader.fault("keep", "expected a number from 1 to \(BackupPolicy.keeps.upperBound), found '\(words.prefix(40))'")
    }
    return BackupPolicy(schedule: schedule, keep: keep)
  }
}
