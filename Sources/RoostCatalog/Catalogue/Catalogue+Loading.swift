package import RoostModel
package import SystemPackage

extension Catalogue {
  /// The catalogue's files in the executable and, over them, the `*.yml` of a directory; one that does not exist is empty.
  ///
  /// Throws ``ProblemCode/catalogueInvalid`` with file, line and column of the first fault.
  package static func load(extraDirectory: FilePath?) throws(Problem) -> Catalogue {
    var entries: [CatalogueEntry] = []
    for file in EmbeddedCatalogue.files {
      entries.append(try parse(file.text, file: file.name))
    }
    if let extraDirectory {
      for file in try CatalogueDirectory.files(in: extraDirectory) {
        entries.append(try parse(file.text, file: extraDirectory.appending(file.name).string))
      }
    }
    return try Catalogue(entries).checked()
  }

  private static func parse(_ text: String, file: String) throws(Problem) -> CatalogueEntry {
    do throws(DocumentFault) {
      return try CatalogueEntryReader.read(text, file: file)
    } catch {
      throw error.inCatalogue()
    }
  }

  /// Every runtime that another one requires must exist, and only bases stand on nothing.
  private func checked() throws(Problem) -> Catalogue {
    for entry in entries {
      for required in entry.requires where self.entry(named: required.text)?.id != required {
        throw Problem(
          .catalogueInvalid, "\(entry.id) requires \(required), which is not in the catalogue",
          hint: "add a file for \(required) or remove it from `requires` of \(entry.id)")
      }
    }
    return self
  }
}
