import RoostModel
import Synchronization

/// A directory's archive that one thread after the other reads.
final class ArchiveSource: Sendable {
  private let reader: Mutex<LayerArchiveReader>

  init(_ archive: LayerArchive) throws(Problem) { reader = Mutex(try LayerArchiveReader(archive)) }

  func next() throws(Problem) -> [UInt8]? { try reader.withLock { (reader) throws(Problem) in try reader.next() } }
}
