import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// The exit records an agent left on disk.
enum ExitJournal {
  /// More than an environment ever writes: 32 bytes for each process that ended.
  private static let maximumLength = 16 << 20

  /// Empty when there are none, or none that can be read. Blocking.
  static func read(_ journal: FilePath) -> [ExitRecord] {
    guard let bytes = try? SmallFile.read(journal.appending(JournalFormat.exitsFile), limit: maximumLength) else { return [] }
    return ExitRecord.all(in: bytes)
  }
}
