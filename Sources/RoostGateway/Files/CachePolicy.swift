/// How long a browser may keep a file without asking.
///
/// A file is kept for a year only when its name holds a hash of its contents, so that another content has another name.
/// Everything else is asked for again each time, which costs a 304: a page kept too long cannot be taken back.
enum CachePolicy {
  static let revalidated = "no-cache"
  static let lasting = "public, max-age=31536000, immutable"

  /// Where build tools put nothing but files that are named after their contents.
  private static let hashedDirectories: Set<String> = ["_astro", "_nuxt", "immutable"]
  /// Pages, manifests and data are never named after their contents by a build, whatever their name looks like.
  private static let assets: Set<String> = [
    "js", "mjs", "css", "wasm", "map", "woff", "woff2", "ttf", "otf", "eot", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif",
    "ico", "mp4", "webm", "mp3",
  ]
  private static let code: Set<String> = ["js", "mjs", "css"]

  /// `names` lead from the site's root to the file.
  static func of(_ names: [String]) -> String { isHashed(names) ? lasting : revalidated }

  private static func isHashed(_ names: [String]) -> Bool {
    guard let name = names.last, let ending = name.split(separator: ".").last, assets.contains(ending.lowercased()) else {
      return false
    }
    let words = words(of: name)
    if words.contains(where: isHexadecimal) { return true }
    guard code.contains(ending.lowercased()) || names.dropLast().contains(where: hashedDirectories.contains) else { return false }
    return words.last.map(isMixed) ?? false
  }

  /// What follows the first separator, without the endings: of `main.0a1b2c3d.chunk.js` that is `0a1b2c3d`.
  private static func words(of name: String) -> [Substring] {
    name.split(omittingEmptySubsequences: true) { ".-_~".contains($0) }.dropFirst().dropLast()
      .filter { !["chunk", "min", "bundle", "module", "js", "css"].contains($0) }
  }

  /// Eight or more hexadecimal digits, of both kinds: a date is digits alone, a word letters alone.
  private static func isHexadecimal(_ word: Substring) -> Bool {
    guard (8...64).contains(word.utf8.count) else { return false }
    let isHex = word.utf8.allSatisfy { isDigit($0) || (97...102).contains($0) }
    return isHex && word.utf8.contains(where: isDigit) && word.utf8.contains { !isDigit($0) }
  }

  /// Eight or ten characters that change between capitals, small letters and digits more often than a name does, or
  /// capitals with digits among them.
  private static func isMixed(_ word: Substring) -> Bool {
    guard (8...10).contains(word.utf8.count), word.utf8.contains(where: isDigit) else { return false }
    let kinds = word.utf8.map(kind)
    guard !kinds.contains(3) else { return false }
    let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 }
    return kinds.contains(1) ? changes >= 4 : changes >= 1 && kinds.contains(0)
  }

  /// 0: a capital, 1: a small letter, 2: a digit.
  private static func kind(_ byte: UInt8) -> Int {
    switch byte {
    case 65...90: 0
    case 97...122: 1
    case 48...57: 2
    default: 3
    }
  }
}
