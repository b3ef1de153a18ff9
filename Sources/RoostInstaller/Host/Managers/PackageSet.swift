/// The packages of a machine: names, as its manager tells them apart, to versions.
struct PackageSet: Sendable, Equatable, Codable {
  /// Installed and configured.
  var installed: [String: String] = [:]
  /// Unpacked but not configured, or half removed: what a killed run leaves.
  var broken: Set<String> = []
  /// Removed, with their configuration still there.
  var leftovers: Set<String> = []

  /// Its version, whether the database names it with an architecture (`libc6:amd64`, `bash.x86_64`) or without.
  func version(of name: String) -> String? {
    if let version = installed[name] { return version }
    let key = installed.keys.first { key in
      guard key.hasPrefix(name) else { return false }
      let rest = key.dropFirst(name.count)
      return rest.first == ":" || (rest.first == "." && !rest.dropFirst().contains("."))
    }
    return key.flatMap { installed[$0] }
  }
}
