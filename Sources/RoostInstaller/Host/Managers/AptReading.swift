/// Reads what apt prints. Pure.
enum AptReading {
  /// `apt-cache policy`: of each package the candidate, then the others that some source has.
  static func candidates(_ text: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    var package = ""
    var candidate = ""
    var version = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      if line.first != " ", line.last == ":" {
        (package, candidate, version) = (String(line.dropLast()), "", "")
      } else if words.first == "Candidate:" {
        candidate = words.count > 1 ? String(words[1]) : ""
      } else if let listed = listedVersion(words) {
        version = listed
      } else if isSource(words), candidate != "(none)", found[package]?.contains(version) != true {
        found[package, default: []].append(version)
      }
      if let all = found[package], let place = all.firstIndex(of: candidate), place > 0 {
        found[package] = [candidate] + all.filter { $0 != candidate }
      }
    }
    return found
  }

  /// ` *** 18.20.4-1 500` or `     18.20.4-1 500`.
  private static func listedVersion(_ words: [Substring]) -> String? {
    let rest = words.first == "***" ? words.dropFirst() : words[...]
    guard rest.count == 2, let version = rest.first, Int(rest[rest.index(after: rest.startIndex)]) != nil,
      version.first?.isNumber == true
    else { return nil }
    return String(version)
  }

  /// `500 MIRROR bookworm/main amd64 Packages`; what only dpkg knows cannot be installed again.
  private static func isSource(_ words: [Substring]) -> Bool {
    guard words.count >= 2, let priority = Int(words[0]) else { return false }
    return priority >= 0 && !words[1].hasSuffix("/var/lib/dpkg/status")
  }

  /// `apt-get --simulate`: lines that begin with `Inst`, `Remv` or `Purg`, and a name.
  static func foresight(_ text: String) -> PackageForesight {
    var foresight = PackageForesight()
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      guard words.count > 1 else { continue }
      switch words[0] {
      case "Inst": foresight.installing.insert(String(words[1]))
      case "Remv", "Purg": foresight.removing.insert(String(words[1]))
      default: continue
      }
    }
    return foresight
  }
}
