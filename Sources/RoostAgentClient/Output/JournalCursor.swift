import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A place in the output that an agent left on disk. Blocking; holds one open segment.
struct JournalCursor: Sendable {
  private let directory: FilePath
  /// Where the next record is wanted from; records before it are skipped.
  private(set) var offset: UInt64
  /// Segments that have not been opened, in order.
  private var rest: [UInt64]
  private var segment: (file: OwnedDescriptor, decoder: JournalDecoder)?

  /// Nil when nothing of the process's output is there.
  init?(_ journal: FilePath, process: ProcessNumber, from offset: UInt64) {
    directory = journal.appending("\(process)")
    self.offset = offset
    guard let names = try? DirectoryListing.names(in: directory), !names.isEmpty else { return nil }
    let segments = names.compactMap(JournalFormat.segmentOffset).sorted()
    let first = segments.lastIndex { $0 <= offset } ?? 0
    rest = Array(segments.dropFirst(first))
  }

  /// Some records, in order; none at the end. A record that was cut off while being written is the end.
  mutating func next() throws(Problem) -> [OutputRecord] {
    while segment != nil || !rest.isEmpty {
      if segment == nil { try openNext() }
      let records = try readSome()
      if !records.isEmpty { return records }
    }
    return []
  }

  private mutating func openNext() throws(Problem) {
    let start = rest.removeFirst()
    let path = directory.appending(JournalFormat.segmentName(start))
    // What is there may be the environment's user's own: opening a pipe would wait for a writer.
    let file = open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .lastSystemCall("open \(path)") }
    let owned = OwnedDescriptor(owning: file)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.internal, "\(path) is no file of output", hint: "look at it: ls -l \(directory)")
    }
    segment = (owned, JournalDecoder(segment: start))
  }

  /// Reads until there is a wanted record or the segment ends.
  private mutating func readSome() throws(Problem) -> [OutputRecord] {
    guard let (file, kept) = segment else { return [] }
    var decoder = kept
    var records: [OutputRecord] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while records.isEmpty {
      let count = buffer.withUnsafeMutableBytes { read(file.number, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw .lastSystemCall("read the output in \(directory)") }
      if count == 0 {
        segment = nil
        return []
      }
      decoder.append(buffer[..<count])
      records = try take(from: &decoder)
    }
    segment = (file, decoder)
    return records
  }

  private mutating func take(from decoder: inout JournalDecoder) throws(Problem) -> [OutputRecord] {
    var records: [OutputRecord] = []
    do throws(DecodingFailure) {
      while let record = try decoder.next() {
        guard let wanted = record.from(offset) else { continue }
        offset = wanted.nextOffset
        records.append(wanted)
      }
    } catch {
      throw Problem(
        .internal, "the kept output in \(directory) is damaged",
        hint: "what came before the damage was shown; look at it: ls -l \(directory)",
        cause: "\(error)")
    }
    return records
  }
}
