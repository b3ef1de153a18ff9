import RoostModel

/// A project's `package.json`.
struct PackageManifest: Equatable, Sendable {
  static let file = "package.json"

  let scripts: [String: Stated<String>]
  let main: Stated<String>?
  /// Name and version, as `pnpm@9.1.0`.
  let packageManager: Stated<String>?
  /// What the app needs to run.
  let dependencies: [String: Stated<String>]
  /// What it needs to be built.
  let devDependencies: [String: Stated<String>]

  static func load(from tree: ProjectTree) throws(Problem) -> PackageManifest? {
    guard let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return try PackageManifest(try JSONReader.read(text, file: file))
    } catch {
      throw error.inProject()
    }
  }

  init(_ document: DocumentNode) throws(DocumentFault) {
    guard document.members != nil else {
      throw DocumentFault(
        file: PackageManifest.file, position: document.position, message: "expected an object { }, found \(document.kind)")
    }
    scripts = try PackageManifest.texts("scripts", document)
    dependencies = try PackageManifest.texts("dependencies", document)
      .merging(PackageManifest.texts("optionalDependencies", document)) { first, _ in first }
    devDependencies = try PackageManifest.texts("devDependencies", document)
    main = PackageManifest.text("main", document)
    packageManager = PackageManifest.text("packageManager", document)
  }

  var hasDependencies: Bool { !dependencies.isEmpty || !devDependencies.isEmpty }

  private static func text(_ key: String, _ document: DocumentNode) -> Stated<String>? {
    guard let node = document[key], case .string(let text) = node.value, !text.isEmpty else { return nil }
    return Stated(text, by: Evidence(file: file, line: node.position.line, says: "\(key) is \"\(text.prefix(120))\""))
  }

  private static func texts(_ key: String, _ document: DocumentNode) throws(DocumentFault) -> [String: Stated<String>] {
    guard let node = document[key], node.value != .null else { return [:] }
    guard let members = node.members else {
      throw DocumentFault(file: file, position: node.position, message: "\(key): expected an object { }, found \(node.kind)")
    }
    var texts: [String: Stated<String>] = [:]
    for member in members {
      guard case .string(let text) = member.value.value else {
        throw DocumentFault(
          file: file, position: member.value.position,
          message: "\(key).\(member.key.prefix(60)): expected a text, found \(member.value.kind)")
      }
      let evidence = Evidence(file: file, line: member.keyPosition.line, says: "\(key).\(member.key) is \"\(text.prefix(120))\"")
      texts[member.key] = Stated(text, by: evidence)
    }
    return texts
  }
}
