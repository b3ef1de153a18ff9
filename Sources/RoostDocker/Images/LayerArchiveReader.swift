import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Gives out a layer's archive piece by piece. Blocking.
struct LayerArchiveReader {
  private struct OpenFile {
    var descriptor: OwnedDescriptor
    var left: UInt64
    var padding: Int
    var path: [UInt8]
  }

  static let pieceSize = 256 << 10

  private let archive: LayerArchive
  private let root: OwnedDescriptor
  private var index = 0
  private var file: OpenFile?
  private var isOver = false

  init(_ archive: LayerArchive) throws(Problem) {
    self.archive = archive
    let number = open(archive.layer.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(archive.layer)") }
    root = OwnedDescriptor(owning: number)
  }

  /// Nil at the end.
  mutating func next() throws(Problem) -> [UInt8]? {
    var piece: [UInt8] = []
    piece.reserveCapacity(LayerArchiveReader.pieceSize + 4096)
    while piece.count < LayerArchiveReader.pieceSize, !isOver {
      if var open = file {
        try read(&open, into: &piece)
        file = open.left > 0 ? open : nil
      } else if index < archive.entries.count {
        try begin(archive.entries[index], into: &piece)
        index += 1
      } else {
        piece += LayerArchive.end
        isOver = true
      }
    }
    return piece.isEmpty ? nil : piece
  }

  private mutating func begin(_ entry: LayerEntry, into piece: inout [UInt8]) throws(Problem) {
    guard let header = TreeHeader.encode(entry.tree) else { return }
    piece += header
    let size = entry.tree.contentSize
    guard let source = entry.source, size > 0 else { return }
    let number = (source + [0]).withUnsafeBytes { bytes -> Int32 in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return -EINVAL }
      return roost_open(root.number, start, O_RDONLY | O_NONBLOCK, 0, ROOST_BENEATH)
    }
    guard number >= 0 else { throw .system(Errno(rawValue: -number), "open \(shown(source))") }
    file = OpenFile(
      descriptor: OwnedDescriptor(owning: number), left: size, padding: LayerEntry.padding(after: size), path: source)
  }

  private func read(_ open: inout OpenFile, into piece: inout [UInt8]) throws(Problem) {
    let wanted = Int(min(open.left, UInt64(LayerArchiveReader.pieceSize - piece.count)))
    let number = open.descriptor.number
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = max(0, Glibc.read(number, buffer.baseAddress, wanted))
    }
    guard !bytes.isEmpty else {
      throw Problem(
        .internal, "\(shown(open.path)) cannot be read, or changed meanwhile",
        hint: "install the runtime again: roost runtime list")
    }
    piece += bytes
    open.left -= UInt64(bytes.count)
    if open.left == 0 { piece += [UInt8](repeating: 0, count: open.padding) }
  }

  private func shown(_ path: [UInt8]) -> String { "\(archive.layer)/\(String(decoding: path, as: UTF8.self))" }
}
