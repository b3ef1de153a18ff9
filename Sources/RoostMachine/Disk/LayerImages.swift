import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Layers as disks: one erofs image for each, made when the first machine needs it and kept as long as the layer is there.
struct LayerImages: Sendable {
  let directory: FilePath
  private static let patience: Duration = .seconds(600)
  private static let making: Duration = .seconds(600)

  /// Base first, as the layers are.
  func images(of layers: [String]) async throws(Problem) -> [FilePath] {
    var images: [FilePath] = []
    for layer in layers { images.append(try await image(of: layer)) }
    return images
  }

  private func image(of layer: String) async throws(Problem) -> FilePath {
    let place = try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(directory)
      return directory.appending(try LayerImages.key(of: layer) + ".erofs")
    }
    if access(place.string, R_OK) == 0 { return place }
    let lock = try await FileLock.acquire(directory.appending("lock"), within: LayerImages.patience)
    defer { lock.release() }
    if access(place.string, R_OK) == 0 { return place }
    try await make(place, of: layer)
    return place
  }

  private func make(_ place: FilePath, of layer: String) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try removeOrphans() }
    let fresh = FilePath(place.string + ".new")
    let owners = geteuid() == 0 ? [] : ["--all-root"]
    var command = ExternalCommand(LayerImages.tool, ["--quiet"] + owners + [fresh.string, layer])
    command.timeout = LayerImages.making
    try await command.succeed()
    let name = FilePath(place.string.dropLast(".erofs".count) + ".layer")
    try await BlockingWork.run { () throws(Problem) in
      try AtomicFile.write(Array(layer.utf8), to: name)
      guard chmod(fresh.string, 0o644) == 0, rename(fresh.string, place.string) == 0 else {
        throw .lastSystemCall("publish \(place)")
      }
    }
  }

  /// Images of layers that are gone. A machine that has one open keeps it.
  private func removeOrphans() throws(Problem) {
    for name in try DirectoryListing.names(in: directory) where name.hasSuffix(".layer") {
      let record = directory.appending(name)
      guard let layer = try SmallFile.read(record, limit: 4096).map({ String(decoding: $0, as: UTF8.self) }) else { continue }
      let image = name.dropLast(".layer".count) + ".erofs"
      if let key = try? LayerImages.key(of: layer), image == key + ".erofs" { continue }
      unlink(directory.appending(String(image)).string)
      unlink(record.string)
    }
  }

  /// A layer never changes; another one in its place is another directory.
  static func key(of layer: String) throws(Problem) -> String {
    var found = stat()
    guard stat(layer, &found) == 0 else { throw .lastSystemCall("look at the layer \(layer)") }
    let text = "\(layer)\0\(found.st_dev)\0\(found.st_ino)\0\(found.st_ctim.tv_sec).\(found.st_ctim.tv_nsec)"
    let digest = SHA256.hash(data: Array(text.utf8))
    return digest.prefix(16).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  static let tool = Tools.path(of: "mkfs.erofs")
}
