import Crypto
import FoundationEssentials
import RoostModel
import RoostSystem

/// An image in the form of `docker save`, made while it is read: the layers' archives, then what names them, as their
/// digests are known only then. Blocking.
struct ImageArchiveReader {
  private let layers: [StackLayer]
  private var index = 0
  private var current: LayerArchiveReader?
  private var hash = SHA256()
  private var isOver = false
  /// Of the layers' archives, base first; complete once all was read.
  private(set) var digests: [String] = []

  init(_ layers: [StackLayer]) { self.layers = layers }

  /// Nil at the end.
  mutating func next() throws(Problem) -> [UInt8]? {
    while !isOver {
      if current != nil {
        // A layer's archive is made of whole blocks, so nothing has to fill it up.
        if let piece = try current?.next() {
          hash.update(data: piece)
          return piece
        }
        current = nil
        digests.append(ImageDigest.text(of: hash.finalize()))
      }
      guard index < layers.count else {
        isOver = true
        return try names()
      }
      defer { index += 1 }
      if let piece = try begin(layers[index]) { return piece }
    }
    return nil
  }

  private mutating func begin(_ layer: StackLayer) throws(Problem) -> [UInt8]? {
    switch layer {
    case .known(let digest):
      digests.append(digest)
      return nil
    case .archive(let bytes):
      digests.append(ImageDigest.text(of: SHA256.hash(data: bytes)))
      return try member(ImageManifest.layerName(index), bytes)
    case .directory(let archive):
      hash = SHA256()
      current = try LayerArchiveReader(archive)
      return try header(ImageManifest.layerName(index), size: archive.size)
    }
  }

  private func names() throws(Problem) -> [UInt8] {
    let manifest = ImageManifest(digests: digests)
    return try member(ImageManifest.settingsName, try manifest.settings) + member("manifest.json", try manifest.encoded)
      + LayerArchive.end
  }

  private func member(_ name: String, _ bytes: [UInt8]) throws(Problem) -> [UInt8] {
    let size = UInt64(bytes.count)
    return try header(name, size: size) + bytes + [UInt8](repeating: 0, count: LayerEntry.padding(after: size))
  }

  private func header(_ name: String, size: UInt64) throws(Problem) -> [UInt8] {
    guard let header = TreeHeader.encode(TreeEntry(path: Array(name.utf8), kind: .file(size: size))) else {
      throw Problem(
        .unsupported, "a layer of \(ByteCount(size)) is too large for an image", hint: "use another strategy: roost strategy list"
      )
    }
    return header
  }
}
