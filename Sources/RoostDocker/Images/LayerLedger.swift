import FoundationEssentials
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Digests of layers that were put into an image before, so that nobody has to read a layer to know which image it is part of;
/// and the images that were made, so that those nobody needs can be told from those of others.
struct LayerLedger: Codable, Sendable, Equatable {
  struct Known: Codable, Sendable, Equatable {
    var digest: String
    /// Of the directory it was made from.
    var stamp: String
  }

  static let fileName = "layers.json"
  private static let longest = 4096
  private var layers: [String: Known] = [:]
  /// The layers of an image, base first, by its name.
  private var images: [String: [String]]?

  init() {}

  /// What was noted; nothing when there is no such file, or one that cannot be read: it is a memory, not the truth.
  static func read(_ path: FilePath) -> LayerLedger {
    ((try? JSONFile.read(LayerLedger.self, from: path)) ?? nil) ?? LayerLedger()
  }

  func digest(of layer: String) -> String? {
    guard let known = layers[layer], let stamp = LayerLedger.stamp(of: layer), known.stamp == stamp else { return nil }
    return known.digest
  }

  mutating func note(_ digest: String, of layer: String) {
    guard let stamp = LayerLedger.stamp(of: layer) else { return }
    if layers.count >= LayerLedger.longest { layers = layers.filter { access($0.key, F_OK) == 0 } }
    if layers.count >= LayerLedger.longest { layers = [:] }
    layers[layer] = Known(digest: digest, stamp: stamp)
  }

  /// Names of the images that were made of layers.
  var imageNames: [String] { images?.keys.sorted() ?? [] }

  /// The layers an image was made of; nil once one of them is gone, or another one under the same name.
  func layers(of image: String) -> [String]? {
    guard let layers = images?[image], layers.allSatisfy({ digest(of: $0) != nil }) else { return nil }
    return layers
  }

  mutating func note(image: String, of layers: [String]) {
    if images?.count ?? 0 >= LayerLedger.longest { images = [:] }
    images = images ?? [:]
    images?[image] = layers
  }

  mutating func forget(image: String) { images?[image] = nil }

  func write(to path: FilePath) throws(Problem) { try JSONFile.write(self, to: path) }

  /// Another one for a directory that was made anew, or moved there, under the same name.
  private static func stamp(of layer: String) -> String? {
    var status = stat()
    guard lstat(layer, &status) == 0 else { return nil }
    return "\(status.st_dev).\(status.st_ino).\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
  }
}
