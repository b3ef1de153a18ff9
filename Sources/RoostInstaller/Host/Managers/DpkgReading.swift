/// Reads dpkg's database as `dpkg-query` prints it. Pure.
enum DpkgReading {
  /// Lines of name, version and status.
  static func packages(_ text: String) -> PackageSet {
    var set = PackageSet()
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3 else { continue }
      switch fields[2] {
      case "installed": set.installed[fields[0]] = fields[1]
      case "config-files": set.leftovers.insert(fields[0])
      case "not-installed": continue
      default: set.broken.insert(fields[0])
      }
    }
    return set
  }
}
