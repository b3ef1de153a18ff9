import FoundationEssentials
import GRDB
package import RoostModel

extension Store {
  /// How many crashes of an app are remembered, whichever releases they were.
  private static let keptCrashes = 20

  /// Newest first.
  package func crashes(of app: AppID) async throws(Problem) -> [CrashReport] {
    try await read("reading crashes") { database in
      let reports = try String.fetchAll(
        database, sql: "SELECT report FROM crashes WHERE app = ? ORDER BY number DESC", arguments: [app])
      return try reports.map { try JSONDecoder().decode(CrashReport.self, from: Data($0.utf8)) }
    }
  }

  /// Gives it the next number.
  package func add(_ report: CrashReport, of app: AppID) async throws(Problem) {
    try await write("recording a crash") { database in
      let last = try Int.fetchOne(database, sql: "SELECT MAX(number) FROM crashes WHERE app = ?", arguments: [app]) ?? 0
      var report = report
      report.number = last + 1
      let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
      try database.execute(
        sql: "INSERT INTO crashes (app, number, report) VALUES (?, ?, ?)", arguments: [app, report.number, text])
      try database.execute(
        sql: "DELETE FROM crashes WHERE app = ? AND number <= ?", arguments: [app, report.number - Store.keptCrashes])
    }
  }
}
