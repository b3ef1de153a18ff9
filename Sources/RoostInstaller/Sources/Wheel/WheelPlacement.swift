import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Checks what was unpacked from a wheel and puts it where the layer wants it. Blocking.
struct WheelPlacement: Sendable {
  let recipe: WheelSource
  let version: String
  let tree: FilePath

  private var subtree: String { recipe.subtree(version: version) }
  private var destination: FilePath { tree.appending(recipe.destination) }

  /// What lies on the disk must be exactly what was announced: the tool may have read the archive in another way.
  /// Files that the tool's coarser globs let through are removed, modes made plain.
  func check(_ unpacked: FilePath, against entries: [ZipEntry], selection: WheelSelection) throws(Problem) {
    var expected = Dictionary(entries.map { ($0.path, $0.size) }) { first, _ in first }
    // Installers of wheels make everything in this directory executable; archives rarely say so.
    let areScripts = subtree.hasSuffix(".data/scripts")
    try TreeWalk.walk(unpacked) { (node) throws(Problem) in
      switch node.kind {
      case .directory: try setMode(0o755, of: node)
      case .file where selection.takes(node.path):
        guard expected.removeValue(forKey: node.path) == UInt64(node.status.st_size) else { throw surprise(node.path) }
        try setMode(areScripts || node.status.st_mode & 0o111 != 0 ? 0o755 : 0o644, of: node)
      case .file:
        guard node.withName({ unlinkat(node.parent, $0, 0) }) == 0 else { throw Problem.lastSystemCall("remove \(node.path)") }
      case .link, .other: throw surprise(node.path)
      }
    }
    if let missing = expected.keys.min() { throw surprise(missing) }
  }

  func move(from unpacked: FilePath) throws(Problem) {
    try DirectoryCreation.ensure(destination.removingLastComponent())
    guard rename(unpacked.appending(subtree).string, destination.string) == 0 else {
      throw Problem.lastSystemCall("move \(subtree) to \(recipe.destination)")
    }
  }

  /// Makes the recipe's links. Answers with those whose target this version does not have; they are left out.
  func makeLinks() throws(Problem) -> [String] {
    var missing: [String] = []
    for (path, target) in recipe.links.sorted(by: { $0.key < $1.key }) {
      let link = destination.appending(path)
      let place = link.removingLastComponent().appending(target).lexicallyNormalized()
      guard place.starts(with: tree), FilePath(path).isRelative, link.lexicallyNormalized().starts(with: destination) else {
        throw Problem(
          .catalogueInvalid, "the link \(path) of \(recipe.package) leads out of its layer",
          hint: "mend `links` in the catalogue entry")
      }
      var status = stat()
      guard lstat(place.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        missing.append(path)
        continue
      }
      guard chmod(place.string, 0o755) == 0 else { throw Problem.lastSystemCall("make \(place) executable") }
      try DirectoryCreation.ensure(link.removingLastComponent())
      // Archives hold a copy of the target where the link should be; as a copy it would not find its neighbours.
      guard unlink(link.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("replace \(link)") }
      guard symlink(target, link.string) == 0 else { throw Problem.lastSystemCall("make the link \(link)") }
    }
    return missing
  }

  private func setMode(_ mode: mode_t, of node: TreeWalk.Node) throws(Problem) {
    guard node.withName({ fchmodat(node.parent, $0, mode, 0) }) == 0 else {
      throw Problem.lastSystemCall("change the mode of \(node.path)")
    }
  }

  private func surprise(_ path: String) -> Problem {
    Problem(
      .downloadCorrupt,
      "unpacking \(recipe.package) \(version) did not give what its table of contents says: \(path.prefix(200).debugDescription)",
      hint: "nothing was installed; check where the wheel comes from: pip config list")
  }
}
