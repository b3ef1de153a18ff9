import FoundationEssentials
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Digests of layers that were put into an image before, so that nobody has to read a layer to know which image it is part of.
struct LayerLedger: Codable, Sendable, Equatable {
  struct Known: Codable, Sendable, Equatable {
    var digest: String
    /// Of the directory it was made from.
    var stamp: String
  }

  private static let longest = 4096
  private var layers: [String: Known] = [:]

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

  func write(to path: FilePath) throws(Problem) { try JSONFile.write(self, to: path) }

  /// Another one for a directory that was made anew, or moved there, under the same name.
  private static func stamp(of layer: String) -> String? {
    var status = stat()
    guard lstat(layer, &status) == 0 else { return nil }
    return "\(status.st_dev).\(status.st_ino).\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
  }
}
