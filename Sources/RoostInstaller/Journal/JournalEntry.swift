import FoundationEssentials
package import RoostModel
import RoostSystem
import SystemPackage

/// One file of the journal: what `roost history` shows, and what a repair needs.
package struct JournalEntry: Codable, Sendable, Equatable {
  package var record: TransactionRecord
  /// In the order they were written; each was on the disk before its effect began.
  package var steps: [JournalStep]
  /// Empty for what was installed for an app or as a dependency.
  package var requests: [NamedRequest]
  package var samples: [InstallSample]

  package init(
    record: TransactionRecord, steps: [JournalStep] = [], requests: [NamedRequest] = [], samples: [InstallSample] = []
  ) {
    self.record = record
    self.steps = steps
    self.requests = requests
    self.samples = samples
  }

  static let sizeLimit = 16 << 20

  /// `nil` when there is no such file. A file that is not what its name says is a problem.
  static func read(_ path: FilePath, id: Int) throws(Problem) -> JournalEntry? {
    guard let bytes = try SmallFile.read(path, limit: sizeLimit) else { return nil }
    let entry: JournalEntry
    do {
      entry = try JSONDecoder().decode(JournalEntry.self, from: Data(bytes))
    } catch {
      throw unreadable("it cannot be read", path, cause: String(describing: error))
    }
    guard entry.record.id == id else { throw unreadable("it says it is transaction \(entry.record.id)", path) }
    return entry
  }

  func encoded() throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(self)) } catch {
      throw Problem.unexpected(error, during: "describing transaction \(record.id)")
    }
  }

  private static func unreadable(_ reason: String, _ path: FilePath, cause: String? = nil) -> Problem {
    Problem(.internal, "\(path) is no usable journal entry: \(reason)", hint: "look at it: cat '\(path)'", cause: cause)
  }
}
