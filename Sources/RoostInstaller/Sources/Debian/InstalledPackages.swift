import RoostModel
import RoostSystem
import SystemPackage

/// What dpkg's status file of a base says is installed.
enum InstalledPackages {
  private static let sizeLimit = 16 << 20

  /// `name=version`, sorted. Blocking.
  static func list(in tree: FilePath) throws(Problem) -> [String] {
    let path = path(in: tree)
    guard let bytes = try SmallFile.read(path, limit: sizeLimit) else {
      throw Problem(
        .internal, "\(path) is missing, so what the base holds is not known",
        hint: "install the base again: roost runtime install debian")
    }
    return list(bytes)
  }

  /// As ``list(in:)``; nothing for a tree that was not made with packages. Blocking.
  static func listIfPresent(in tree: FilePath) throws(Problem) -> [String] {
    try SmallFile.read(path(in: tree), limit: sizeLimit).map { list($0) } ?? []
  }

  private static func path(in tree: FilePath) -> FilePath { tree.appending("var/lib/dpkg/status") }

  private static func list(_ bytes: [UInt8]) -> [String] {
    var packages: [String] = []
    for stanza in ControlStanzas(String(decoding: bytes, as: UTF8.self)) {
      guard let name = stanza["Package"], let version = stanza["Version"], stanza["Status"]?.hasSuffix(" installed") == true
      else { continue }
      packages.append("\(name)=\(version)")
    }
    return packages.sorted()
  }
}
