import Crypto
import FoundationEssentials
import RoostModel

/// What an image of a stack is called and made of. The same layers are the same image. Pure.
struct ImageManifest: Sendable {
  static let repository = "roost/stack"
  /// On each of them, with the value `1`.
  static let label = "dev.roost.stack"
  static let settingsName = "image.json"

  /// Of the layers' archives, base first.
  let digests: [String]

  /// `roost/stack:` and a digest over all layers.
  var name: String {
    let sum = SHA256.hash(data: Array(([ImageManifest.machine] + digests).joined(separator: "\n").utf8))
    return "\(ImageManifest.repository):\(ImageDigest.hexadecimal(sum).prefix(40))"
  }

  static func layerName(_ index: Int) -> String { "\(index).tar" }

  private struct Settings: Encodable {
    struct Container: Encodable {
      var labels = [ImageManifest.label: "1"]
      private enum CodingKeys: String, CodingKey { case labels = "Labels" }
    }
    struct Root: Encodable {
      var type = "layers"
      var digests: [String]
      private enum CodingKeys: String, CodingKey {
        case type
        case digests = "diff_ids"
      }
    }
    var architecture: String
    var os = "linux"
    /// Always the same, so that the same layers are the same image.
    var created = "1970-01-01T00:00:00Z"
    var config = Container()
    var rootfs: Root
  }

  private struct Entry: Encodable {
    var settings: String
    var names: [String]
    var layers: [String]
    private enum CodingKeys: String, CodingKey {
      case settings = "Config"
      case names = "RepoTags"
      case layers = "Layers"
    }
  }

  /// The image's own settings.
  var settings: [UInt8] {
    get throws(Problem) {
      try ImageManifest.json(Settings(architecture: ImageManifest.machine, rootfs: Settings.Root(digests: digests)))
    }
  }

  /// `manifest.json` of the archive.
  var encoded: [UInt8] {
    get throws(Problem) {
      let layers = digests.indices.map(ImageManifest.layerName)
      return try ImageManifest.json([Entry(settings: ImageManifest.settingsName, names: [name], layers: layers)])
    }
  }

  private static func json(_ value: some Encodable) throws(Problem) -> [UInt8] {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(value))
    } catch {
      throw .unexpected(error, during: "describing an image")
    }
  }

  /// As Go calls it.
  static var machine: String {
    #if arch(arm64)
      "arm64"
    #else
      "amd64"
    #endif
  }
}
