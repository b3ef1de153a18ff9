import RoostModel
import SystemPackage

/// Catalogue files of this machine, `/etc/roost/catalogue.d/*.yml`.
enum CatalogueDirectory {
  /// Throws ``ProblemCode/catalogueInvalid`` for a file that is not read as text: a link, a device, one that is too large.
  static func files(in directory: FilePath) throws(Problem) -> [(name: String, text: String)] {
    guard let tree = try ProjectTree.directoryIfPresent(directory) else { return [] }
    var files: [(name: String, text: String)] = []
    for name in (tree.files + tree.others).sorted() where name.hasSuffix(".yml") && !name.contains("/") {
      do throws(Problem) {
        if let text = try tree.text(name) { files.append((name, text)) }
      } catch {
        let path = directory.appending(name).string
        throw Problem(
          .catalogueInvalid, "\(path) cannot be read: \(error.message)",
          hint: "correct it, or move it out of the directory: mv \(ShellCommand.quoted(path)) /root/", cause: error.cause)
      }
    }
    return files
  }
}
