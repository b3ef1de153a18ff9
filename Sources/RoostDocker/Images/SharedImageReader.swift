import RoostModel
import Synchronization

/// An archive that one thread after the other reads.
final class SharedImageReader: Sendable {
  private let reader: Mutex<ImageArchiveReader>

  init(_ layers: [StackLayer]) { reader = Mutex(ImageArchiveReader(layers)) }

  func next() throws(Problem) -> [UInt8]? { try reader.withLock { (reader) throws(Problem) in try reader.next() } }

  var digests: [String] { reader.withLock { $0.digests } }
}
