import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Blocking.
extension Journal {
  func write(_ entry: JournalEntry) throws(Problem) {
    let bytes = try entry.encoded()
    do throws(Problem) {
      try AtomicFile.write(bytes, to: paths.record(entry.record.id))
    } catch {
      // What is being removed makes room; it must not fail for the want of a few bytes.
      guard error.code == .diskFull, unlink(paths.reserve.string) == 0 else { throw error }
      try AtomicFile.write(bytes, to: paths.record(entry.record.id))
    }
  }

  private static let reserveSize = 256 << 10

  /// Makes the reserve, when there is room for it.
  func keepReserve() throws(Problem) {
    var status = stat()
    guard lstat(paths.reserve.string, &status) != 0 else { return }
    do throws(Problem) {
      // Random bytes: a file system that compresses would keep nothing.
      var generator = SystemRandomNumberGenerator()
      let words = (0..<(Journal.reserveSize / 8)).map { _ in generator.next() }
      try AtomicFile.write(words.flatMap { word in withUnsafeBytes(of: word, Array.init) }, to: paths.reserve)
    } catch {
      guard error.code == .diskFull else { throw error }
    }
  }

  /// The highest number that any file stands for, readable or not.
  func lastID() throws(Problem) -> Int {
    try DirectoryListing.names(in: paths.directory).compactMap(JournalPaths.id).max() ?? 0
  }

  func readAll() throws(Problem) -> (entries: [JournalEntry], damage: [DoctorFinding]) {
    var entries: [JournalEntry] = []
    var damage: [DoctorFinding] = []
    for name in try DirectoryListing.names(in: paths.directory) where name != "reserve" {
      guard let id = JournalPaths.id(of: name) else {
        damage.append(foreign(name))
        continue
      }
      guard name == paths.record(id).lastComponent?.string else { continue }
      do throws(Problem) {
        if let entry = try JournalEntry.read(paths.record(id), id: id) { entries.append(withState(entry)) }
      } catch {
        damage.append(DoctorFinding(.warning, error.message, remedy: error.hint))
      }
    }
    return (entries.sorted { $0.record.id < $1.record.id }, damage)
  }

  /// What says it is running and has no process was interrupted.
  func withState(_ entry: JournalEntry) -> JournalEntry {
    guard entry.record.state == .running, !TransactionLock.isHeld(paths.lock(entry.record.id)) else { return entry }
    var dead = entry
    dead.record.state = .interrupted
    return dead
  }

  private func foreign(_ name: String) -> DoctorFinding {
    let path = paths.directory.appending(name)
    return DoctorFinding(.warning, "\(path) is no part of the journal", remedy: "look at it: ls -l '\(path)'")
  }
}
