import RoostModel
import RoostSystem
import SystemPackage

/// The sources of packages that a base names.
enum AptSources {
  private static let sizeLimit = 1 << 20

  /// The lines of `sources.list` and `sources.list.d/*.list`, and those that `*.sources` stand for; paths of keys lead into
  /// the base. Blocking.
  static func read(in tree: FilePath) throws(Problem) -> String {
    let directory = tree.appending("etc/apt/sources.list.d")
    var files = [tree.appending("etc/apt/sources.list")]
    files += try DirectoryListing.names(in: directory).filter { $0.hasSuffix(".list") }.map { directory.appending($0) }
    var text = ""
    for file in files {
      guard let bytes = try SmallFile.read(file, limit: sizeLimit) else { continue }
      text += String(decoding: bytes, as: UTF8.self) + "\n"
    }
    for name in try DirectoryListing.names(in: directory) where name.hasSuffix(".sources") {
      guard let bytes = try SmallFile.read(directory.appending(name), limit: sizeLimit) else { continue }
      text += lines(inStanzas: String(decoding: bytes, as: UTF8.self))
    }
    guard text.contains("deb ") else {
      throw Problem(
        .internal, "the base names no source of packages",
        hint: "install it again: roost runtime remove debian; roost runtime install debian", cause: "\(files[0])")
    }
    return rebased(text, onto: tree)
  }

  /// The one-line form of deb822 stanzas: `Types`, `URIs`, `Suites`, `Components`, `Signed-By`. Pure.
  static func lines(inStanzas text: String) -> String {
    var lines = ""
    for stanza in ControlStanzas(text) where stanza["Enabled"] != "no" {
      func words(_ field: String) -> [Substring] { (stanza[field] ?? "").split(separator: " ") }
      guard words("Types").contains("deb") else { continue }
      let key = words("Signed-By").first.map { " [signed-by=\($0)]" } ?? ""
      let components = words("Components").joined(separator: " ")
      for address in words("URIs") {
        for suite in words("Suites") { lines += "deb\(key) \(address) \(suite) \(components)\n" }
      }
    }
    return lines
  }

  /// Pure part of ``read(in:)``.
  static func rebased(_ text: String, onto tree: FilePath) -> String {
    text.replacing("signed-by=\"/", with: "signed-by=\"\(tree)/").replacing("signed-by=/", with: "signed-by=\(tree)/")
  }
}
