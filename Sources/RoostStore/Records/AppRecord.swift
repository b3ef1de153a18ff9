package import GRDB
package import RoostModel

/// A row of `apps`: what the user wants, apart from what is observed.
package struct AppRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "apps"

  package var id: AppID
  package var name: AppName
  /// Counts apps ever made on this node; its host user is derived from it, so it is never given twice.
  package var number: Int
  package var wantsToRun: Bool
  package var liveRelease: Int?
  /// The start of it that serves; `nil` for files, and in what older versions of Roost wrote.
  package var liveRun: Int?
  /// Counts starts of its process over all releases; numbers the directories of its logs.
  package var runs: Int
  package var createdAt: Double
  /// Closed to its visitors, whatever is live.
  package var maintenance: Maintenance?
  /// Where its code can be fetched from again.
  package var source: DeploySource?
  package var webhook: WebhookRecord?
  package var nap: NapRecord?
  /// Set beside its roost.yml.
  package var limits: AppLimits?
  package var backup: BackupRecord?
  package var restoring: RestoringRecord?
}

extension AppRecord {
  /// First host user given to an app. Above what `adduser` and `/etc/subuid` hand out.
  package static let firstUser: UInt32 = 2_000_000
  package var user: UInt32 { AppRecord.firstUser + UInt32(number) }
  /// Owns the repository that the app is pushed to: never the app's own, which runs foreign code.
  package static let firstPushUser: UInt32 = 3_000_000
  package var pushUser: UInt32 { AppRecord.firstPushUser + UInt32(number) }
}

extension RoostModel.Identifier: GRDB.DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { text.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> Identifier? {
    String.fromDatabaseValue(value).flatMap { Identifier($0) }
  }
}

extension AppName: GRDB.DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { text.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> AppName? {
    guard let text = String.fromDatabaseValue(value) else { return nil }
    return try? AppName(text)
  }
}
