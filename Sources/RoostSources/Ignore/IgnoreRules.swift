/// The lines of a `.gitignore`, without those of directories below and of the user: names, paths, `*`, `?`, `**`, a slash at the
/// end for directories, `!` for exceptions. Sets of characters are not read: such a line counts for nothing. Pure.
struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    var pattern: WatchPattern
    var excepts: Bool
    var ofDirectories: Bool
    /// Tried against the whole path, else against the last name.
    var isPath: Bool
  }

  private var rules: [Rule] = []
  private static let most = 2000

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline).prefix(IgnoreRules.most) {
      var words = line[...]
      while words.last == " " || words.last == "\t" { words = words.dropLast() }
      guard !words.isEmpty, words.first != "#", !words.contains("["), !words.contains("\\") else { continue }
      let excepts = words.first == "!"
      if excepts { words = words.dropFirst() }
      let ofDirectories = words.last == "/"
      if ofDirectories { words = words.dropLast() }
      let isPath = words.contains("/")
      if words.first == "/" { words = words.dropFirst() }
      guard !words.isEmpty else { continue }
      let pattern = WatchPattern(String(words))
      rules.append(Rule(pattern: pattern, excepts: excepts, ofDirectories: ofDirectories, isPath: isPath))
    }
  }

  /// The last rule that fits decides. Whoever walks a tree does not enter a directory that is ignored.
  func ignore(_ path: String, isDirectory: Bool) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let last = rules.last { rule in
      (isDirectory || !rule.ofDirectories) && rule.pattern.matches(rule.isPath ? path : name)
    }
    return last.map { !$0.excepts } ?? false
  }
}
