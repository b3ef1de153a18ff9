/// Reads what rpm, dnf and yum print. Pure.
enum RpmReading {
  /// Lines of `name.architecture` and version. Of what is installed in several versions all count as one text.
  static func packages(_ text: String) -> PackageSet {
    var versions: [String: [String]] = [:]
    for (name, version) in pairs(text) { versions[name, default: []].append(version) }
    return PackageSet(installed: versions.mapValues { $0.sorted().joined(separator: " ") })
  }

  /// Lines of name and version, oldest first, as `dnf repoquery` sorts them.
  static func queried(_ text: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for (name, version) in pairs(text) where found[name]?.contains(version) != true {
      found[name, default: []].insert(version, at: 0)
    }
    return found
  }

  /// `nodejs.x86_64   1:18.0-1.el8   repository`, oldest first, below headings.
  static func listed(_ text: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count == 3, let dot = words[0].lastIndex(of: ".") else { continue }
      found[String(words[0][..<dot]), default: []].insert(String(words[1]), at: 0)
    }
    return found
  }

  /// `libtiny = 1.0 is needed by (installed) app-1.0-1.noarch`
  static func dependents(_ text: String) -> Set<String> {
    var names: Set<String> = []
    for line in text.split(whereSeparator: \.isNewline) {
      guard let mark = line.firstRange(of: "is needed by (installed) ") else { continue }
      names.insert(key(of: String(line[mark.upperBound...])))
    }
    return names
  }

  /// `app-1.0-1.noarch` as the database names it: `app.noarch`.
  private static func key(of full: String) -> String {
    let parts = full.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 2, let dot = full.lastIndex(of: ".") else { return full }
    return parts.dropLast(2).joined(separator: "-") + full[dot...]
  }

  /// The table of a transaction: headings, and ` name  architecture  version  repository  size` below them.
  static func foresight(_ text: String) -> PackageForesight {
    var foresight = PackageForesight()
    var isRemoval = false
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ").map(String.init)
      if line.first != " ", line.hasSuffix(":") {
        isRemoval = line.hasPrefix("Removing")
      } else if line.first == " ", words.count >= 5, architectures.contains(words[1]) {
        if isRemoval { foresight.removing.insert(words[0]) } else { foresight.installing.insert(words[0]) }
      }
    }
    return foresight
  }

  /// `nodejs.x86_64` in version `1:18.0-1` is `nodejs-1:18.0-1.x86_64`.
  static func pinned(_ name: String, to version: String) -> String {
    guard let dot = name.lastIndex(of: "."), architectures.contains(String(name[name.index(after: dot)...])) else {
      return "\(name)-\(version)"
    }
    return "\(name[..<dot])-\(version)\(name[dot...])"
  }

  private static let architectures: Set<String> = ["x86_64", "aarch64", "noarch", "i686"]

  private static func pairs(_ text: String) -> [(String, String)] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      return fields.count == 2 ? (fields[0], fields[1].replacing("(none):", with: "")) : nil
    }
  }
}
