import Glibc
import RoostAgentProtocol

/// The output of one process, in segment files. Nothing is made before the first byte.
///
/// What a full disk refuses is lost: the offsets go on, and the hole shows as a gap.
final class Journal {
  let process: UInt32
  /// Where the output ends so far.
  private(set) var end: UInt64 = 0
  /// Offsets at which the segments that are kept begin, oldest first.
  private(set) var segments: [UInt64] = []

  private let store: JournalStore
  private var isLosing = false
  private var current: (file: Descriptor, start: UInt64, fileLength: Int)?

  init(process: UInt32, store: JournalStore) {
    self.process = process
    self.store = store
  }

  /// How far behind the end a reader may be without losing anything, whatever comes next.
  var room: UInt64 { UInt64(store.limits.segments - 2) * UInt64(store.limits.segmentBytes) }

  func append(_ channel: OutputRecord.Channel, _ bytes: [UInt8]) {
    do throws(SystemFailure) {
      try write(channel, bytes)
      isLosing = false
    } catch {
      if !isLosing { LastWords.say("output of process \(process) is being lost: \(error.text)") }
      isLosing = true
      closeSegment()
    }
    end += UInt64(bytes.count)
  }

  /// A segment, open for reading.
  func openSegment(_ start: UInt64) throws(SystemFailure) -> Descriptor {
    try Descriptor.open(in: store.directory, path(start), O_RDONLY | O_NOFOLLOW)
  }

  /// The segment that holds an offset, or the first one behind it; nil when everything ends before.
  func segment(holding offset: UInt64) -> UInt64? {
    guard offset < end else { return nil }
    return segments.last { $0 <= offset } ?? segments.first
  }

  func segment(after start: UInt64) -> UInt64? { segments.first { $0 > start } }

  private func write(_ channel: OutputRecord.Channel, _ bytes: [UInt8]) throws(SystemFailure) {
    let file = try segmentForWriting()
    let header = JournalFormat.recordHeader(channel, nanoseconds: Clock.realtime, count: bytes.count)
    let before = current?.fileLength ?? 0
    do throws(SystemFailure) {
      try file.writeAll(header + bytes)
    } catch {
      // Half a record would hide everything behind it.
      ftruncate(file.number, off_t(before))
      throw error
    }
    current?.fileLength += header.count + bytes.count
  }

  private func segmentForWriting() throws(SystemFailure) -> Descriptor {
    if let current, end - current.start < UInt64(store.limits.segmentBytes) { return current.file }
    closeSegment()
    if segments.isEmpty && mkdirat(store.directory.number, "\(process)", 0o700) < 0 && errno != EEXIST { throw .last }
    if segments.count >= Int(store.limits.segments) { removeOldest() }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW
    let file = try Descriptor.open(in: store.directory, path(end), flags, mode: 0o600)
    current = (file, end, 0)
    segments.append(end)
    return file
  }

  /// An empty segment goes, so that its name is free for the next try.
  private func closeSegment() {
    guard let current else { return }
    if current.fileLength == 0 && segments.last == current.start {
      unlinkat(store.directory.number, path(current.start), 0)
      segments.removeLast()
    }
    self.current = nil
  }

  private func removeOldest() {
    unlinkat(store.directory.number, path(segments.removeFirst()), 0)
  }

  private func path(_ start: UInt64) -> String { "\(process)/\(JournalFormat.segmentName(start))" }
}
