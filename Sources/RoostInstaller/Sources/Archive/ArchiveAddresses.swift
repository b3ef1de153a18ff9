import RoostCatalog

/// The addresses of one archive source on this machine, with placeholders filled in. Pure.
struct ArchiveAddresses: Sendable {
  let recipe: ArchiveSource
  /// What the maker calls this machine's architecture.
  let architecture: String
  /// Scheme, host and perhaps a leading path, in place of the maker's.
  let mirror: String?

  /// `nil` when the maker publishes nothing for this machine.
  init?(recipe: ArchiveSource, machine: String, mirror: String?) {
    guard let architecture = recipe.architectures[machine] else { return nil }
    self.recipe = recipe
    self.architecture = architecture
    self.mirror = mirror.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  var versions: String { moved(filled(recipe.versions.url, version: "")) }

  func file(_ version: String) -> String { moved(filled(recipe.url, version: version)) }

  func checksum(_ version: String) -> String { moved(filled(recipe.checksum.url, version: version)) }

  func signature(_ version: String, _ signature: Signature) -> String { moved(filled(signature.url, version: version)) }

  /// The last part of the file's address.
  func fileName(_ version: String) -> String {
    let path = filled(recipe.url, version: version).prefix { $0 != "?" && $0 != "#" }
    return path.split(separator: "/").last.map(String.init) ?? String(path)
  }

  /// All placeholders. What a value holds is not looked at again.
  func filled(_ template: String, version: String) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      text += value(of: rest[..<close].dropFirst(), version: version) ?? String(rest[...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func value(of name: Substring, version: String) -> String? {
    switch name {
    case "version": version
    case "arch": architecture
    case "os": "linux"
    case "url": filled(recipe.url, version: version)
    case "checksums": filled(recipe.checksum.url, version: version)
    case "file": fileName(version)
    default: nil
    }
  }

  private func moved(_ address: String) -> String {
    guard let mirror, let scheme = address.firstRange(of: "://") else { return address }
    return mirror + address[scheme.upperBound...].drop { $0 != "/" }
  }
}
