import CRoost
import Glibc
import RoostAgentProtocol

/// The file of exit records: appended to, and cut to its newer half when it has grown long.
final class ExitLog {
  /// Records kept at most: one megabyte.
  private static let capacity = 32_768
  private static let newName = JournalFormat.exitsFile + ".new"
  private static let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW

  private let directory: Descriptor
  private var file: Descriptor
  private var count: Int

  init(in directory: Descriptor) throws(SystemFailure) {
    self.directory = directory
    file = try Descriptor.open(in: directory, JournalFormat.exitsFile, ExitLog.flags, mode: 0o600)
    var found = stat()
    try SystemFailure.checkLibrary(fstat(file.number, &found))
    count = Int(found.st_size) / ExitRecord.length
    // A record that a stopped machine left half written would shift all that follow.
    try SystemFailure.checkLibrary(ftruncate(file.number, off_t(count * ExitRecord.length)))
  }

  func append(_ exit: ExitRecord) throws(SystemFailure) {
    if count >= ExitLog.capacity { try shorten() }
    var writer = ByteWriter(capacity: ExitRecord.length)
    exit.encode(into: &writer)
    do throws(SystemFailure) {
      try file.writeAll(writer.bytes)
    } catch {
      ftruncate(file.number, off_t(count * ExitRecord.length))
      throw error
    }
    count += 1
  }

  /// The newer half of what a full file holds, oldest first.
  func recent() throws(SystemFailure) -> [ExitRecord] {
    let kept = min(count, ExitLog.capacity / 2)
    let bytes = try file.read(kept * ExitRecord.length, at: UInt64((count - kept) * ExitRecord.length))
    return ExitRecord.all(in: bytes)
  }

  /// By a new file under the old name, so that a reader finds one or the other whole.
  private func shorten() throws(SystemFailure) {
    let records = try recent()
    var writer = ByteWriter(capacity: records.count * ExitRecord.length)
    for record in records { record.encode(into: &writer) }
    unlinkat(directory.number, ExitLog.newName, 0)
    let shorter = try Descriptor.open(in: directory, ExitLog.newName, ExitLog.flags | O_EXCL, mode: 0o600)
    try shorter.writeAll(writer.bytes)
    try SystemFailure.checkLibrary(
      renameat(directory.number, ExitLog.newName, directory.number, JournalFormat.exitsFile))
    file = shorter
    count = records.count
  }
}
