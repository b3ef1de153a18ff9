/// Versions in JSON and TOML documents.
struct VersionDocument {
  let file: VersionFile
  private var key: String { file.key ?? "" }

  init(file: VersionFile) { self.file = file }

  /// The text at a path; of a list the first, of a table its `version`.
  func atKey(of document: DocumentNode) -> VersionFinding? {
    guard let node = document.at(key), node.value != .null else { return nil }
    return stated(node, as: key)
  }

  private func stated(_ node: DocumentNode, as name: String) -> VersionFinding? {
    if let text = node.text {
      return .version(text, in: file, line: node.position.line, says: "\(name) is \"\(text)\"")
    }
    if let elements = node.elements {
      guard let first = elements.first, let text = first.text else { return unclear(node, name) }
      let more = elements.count > 1 ? ", the first of \(elements.count)" : ""
      return .version(text, in: file, line: first.position.line, says: "\(name) is \"\(text)\"\(more)")
    }
    guard let version = node["version"] else { return unclear(node, name) }
    return version.text == nil ? unclear(version, name) : stated(version, as: "\(name).version")
  }

  private func unclear(_ node: DocumentNode, _ name: String) -> VersionFinding {
    VersionFinding(
      .unclear("expected a version, found \(node.kind)"), in: file, line: node.position.line, says: "\(name) is \(node.kind)")
  }

  /// `pnpm@9.1.0+sha512.ab12`: what follows the `+` is the hash of the program.
  func packageManager(of document: DocumentNode) -> VersionFinding? {
    guard let node = document["packageManager"], case .string(let text) = node.value else { return nil }
    let parts = text.split(separator: "@", maxSplits: 1)
    guard let name = parts.first, name == key else { return nil }
    let line = node.position.line
    let says = "packageManager is \"\(text.prefix(60))\""
    guard parts.count == 2 else { return VersionFinding(.presence, in: file, line: line, says: says) }
    return .version(String(parts[1].prefix { $0 != "+" }), in: file, line: line, says: says)
  }

  /// A feature of a development container: `"ghcr.io/devcontainers/features/node:1": {"version": "22"}`.
  func feature(of document: DocumentNode) -> VersionFinding? {
    for feature in document["features"]?.members ?? [] where VersionDocument.name(of: feature.key) == key {
      let line = feature.keyPosition.line
      guard let version = feature.value.text.map({ _ in feature.value }) ?? feature.value["version"] else {
        return VersionFinding(.presence, in: file, line: line, says: "has the feature \(feature.key)")
      }
      switch version.text {
      case "none": return nil
      case "os-provided": return VersionFinding(.presence, in: file, line: line, says: "has the feature \(feature.key)")
      case let text?:
        return .version(text, in: file, line: version.position.line, says: "feature \(feature.key) has version \"\(text)\"")
      case nil: return unclear(version, feature.key)
      }
    }
    return nil
  }

  /// `node` of `ghcr.io/devcontainers/features/node:1`.
  private static func name(of feature: String) -> String {
    String((feature.split(separator: "/").last ?? "").prefix { $0 != ":" && $0 != "@" })
  }
}
