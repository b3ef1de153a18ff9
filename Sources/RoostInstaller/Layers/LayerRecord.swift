import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// `layer.json`: what a layer says about itself.
enum LayerRecord {
  static let fileName = "layer.json"
  private static let sizeLimit = 1 << 20

  /// Reads the record in a directory named `name` and checks that the two agree. The tree is where the directory is now.
  static func read(in directory: FilePath, name: String) throws(Problem) -> InstalledLayer {
    guard let bytes = try SmallFile.read(directory.appending(fileName), limit: sizeLimit) else {
      throw broken("it has no \(fileName)", directory)
    }
    let layer: InstalledLayer
    do {
      layer = try JSONDecoder().decode(InstalledLayer.self, from: Data(bytes))
    } catch {
      throw broken("its \(fileName) cannot be read", directory, cause: String(describing: error))
    }
    guard layer.name == name else { throw broken("its \(fileName) says it is \(layer.name)", directory) }
    let tree = directory.appending("fs")
    var status = stat()
    guard lstat(tree.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw broken("it has no tree", directory) }
    var found = layer
    found.tree = tree.string
    return found
  }

  static func write(_ layer: InstalledLayer, in directory: FilePath) throws(Problem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do { data = try encoder.encode(layer) } catch { throw Problem.unexpected(error, during: "describing \(layer.name)") }
    try AtomicFile.write(Array(data), to: directory.appending(fileName))
  }

  private static func broken(_ reason: String, _ directory: FilePath, cause: String? = nil) -> Problem {
    Problem(.internal, reason, hint: "look at it, then remove it: rm -r '\(directory)'", cause: cause)
  }
}
