import RoostModel

/// The packages of a Rust project: the one at its top, and the members of its workspace.
struct CargoProject {
  let packages: [CargoPackage]

  private static let memberLimit = 200

  /// `nil` without a `Cargo.toml` at the top.
  init?(_ tree: ProjectTree) throws(Problem) {
    guard let top = try TOMLDocument.read("Cargo.toml", in: tree) else { return nil }
    var found = [CargoPackage(top, directory: ".", tree: tree)]
    for directory in Self.members(top, tree) {
      guard let document = try TOMLDocument.read("\(directory)/Cargo.toml", in: tree) else { continue }
      found.append(CargoPackage(document, directory: directory, tree: tree))
    }
    packages = found.compactMap { $0 }
  }

  /// `crates/*` is every directory in `crates`.
  private static func members(_ top: DocumentNode, _ tree: ProjectTree) -> [String] {
    let patterns = (top.at("workspace.members")?.elements ?? []).compactMap(\.text).compactMap(RelativePath.normalized)
    let excluded = Set((top.at("workspace.exclude")?.elements ?? []).compactMap(\.text))
    let all = tree.files.filter { $0.hasSuffix("/Cargo.toml") }.map { String($0.dropLast(11)) }
    let members = all.filter { directory in !excluded.contains(directory) && patterns.contains { fits(directory, $0) } }
    return Array(members.prefix(memberLimit))
  }

  private static func fits(_ directory: String, _ pattern: String) -> Bool {
    let parts = directory.split(separator: "/")
    let wanted = pattern.split(separator: "/")
    return parts.count == wanted.count && zip(parts, wanted).allSatisfy { $1 == "*" || $0 == $1 }
  }

  var programs: [Stated<String>] { packages.flatMap(\.programs) }
}
