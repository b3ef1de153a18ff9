import RoostModel
import RoostSystem
import SystemPackage

/// What dpkg's status file of a base says is installed.
enum InstalledPackages {
  private static let sizeLimit = 16 << 20

  /// `name=version`, sorted. Blocking.
  static func list(in tree: FilePath) throws(Problem) -> [String] {
    let path = tree.appending("var/lib/dpkg/status")
    guard let bytes = try SmallFile.read(path, limit: sizeLimit) else {
      throw Problem(
        .internal, "\(path) is missing, so what the base holds is not known",
        hint: "install the base again: roost runtime install debian")
    }
    var packages: [String] = []
    for stanza in ControlStanzas(String(decoding: bytes, as: UTF8.self)) {
      guard let name = stanza["Package"], let version = stanza["Version"], stanza["Status"]?.hasSuffix(" installed") == true
      else { continue }
      packages.append("\(name)=\(version)")
    }
    return packages.sorted()
  }
}
