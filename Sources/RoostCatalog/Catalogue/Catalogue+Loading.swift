package import RoostModel
package import SystemPackage

extension Catalogue {
  /// The catalogue's files in the executable and, over them, the `*.yml` of a directory; one that does not exist is empty.
  ///
  /// Throws ``ProblemCode/catalogueInvalid`` with file, line and column of the first fault.
  package static func load(extraDirectory: FilePath?) throws(Problem) -> Catalogue {
    var assembly = CatalogueAssembly()
    try assembly.add(EmbeddedCatalogue.files, isCustom: false)
    if let extraDirectory {
      let files = try CatalogueDirectory.files(in: extraDirectory)
      try assembly.add(files.map { (extraDirectory.appending($0.name).string, $0.text) }, isCustom: true)
    }
    return try assembly.catalogue()
  }
}
