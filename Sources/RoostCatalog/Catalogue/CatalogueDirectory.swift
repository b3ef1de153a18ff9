import RoostModel
import SystemPackage

/// Catalogue files of this machine, `/etc/roost/catalogue.d/*.yml`.
enum CatalogueDirectory {
  static func files(in directory: FilePath) throws(Problem) -> [(name: String, text: String)] {
    guard let tree = try ProjectTree.directoryIfPresent(directory) else { return [] }
    var files: [(name: String, text: String)] = []
    for name in tree.files where name.hasSuffix(".yml") && !name.contains("/") {
      if let text = try tree.text(name) { files.append((name, text)) }
    }
    return files
  }
}
