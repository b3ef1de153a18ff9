import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The symbolic links that a catalogue entry wants made in a finished tree. Blocking.
struct LayerLinks: Sendable {
  /// Path relative to the destination -> target as written into the link.
  let links: [String: String]
  let tree: FilePath
  /// Relative to ``tree``.
  let destination: String
  /// For messages: what they are links of.
  let title: String

  private var root: FilePath { tree.appending(destination) }

  /// Makes them. Answers with those whose target this version does not have; they are left out.
  func make() throws(Problem) -> [String] {
    var missing: [String] = []
    for (path, target) in links.sorted(by: { $0.key < $1.key }) {
      if try !make(path, to: target) { missing.append(path) }
    }
    return missing
  }

  private func make(_ path: String, to target: String) throws(Problem) -> Bool {
    let link = root.appending(path)
    let place = link.removingLastComponent().appending(target).lexicallyNormalized()
    guard place.starts(with: tree), FilePath(path).isRelative, link.lexicallyNormalized().starts(with: root) else {
      throw Problem(
        .catalogueInvalid, "the link \(path) of \(title) leads out of its layer", hint: "mend `links` in the catalogue entry")
    }
    var status = stat()
    guard lstat(place.string, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      guard chmod(place.string, 0o755) == 0 else { throw Problem.lastSystemCall("make \(place) executable") }
    case S_IFDIR, S_IFLNK: break
    default: return false
    }
    try DirectoryCreation.ensure(link.removingLastComponent())
    // Archives hold a copy of the target where the link should be; as a copy it would not find its neighbours.
    guard unlink(link.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("replace \(link)") }
    guard symlink(target, link.string) == 0 else { throw Problem.lastSystemCall("make the link \(link)") }
    return true
  }
}
