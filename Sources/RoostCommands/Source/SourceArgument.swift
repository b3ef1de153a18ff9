import Glibc
import RoostModel

/// What a user names as the source of a deployment, told apart by its form.
enum SourceArgument: Equatable {
  case directory(String)
  case archive(String)
  case standardInput
  case url(String)
  case git(String)

  private static let archives = [
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2",
  ]

  /// What is on this machine is what is meant; `isGit` when options speak of a repository.
  static func read(_ text: String, isGit: Bool) -> SourceArgument {
    if text == "-" { return .standardInput }
    if access(text, F_OK) == 0 { return access("\(text)/.", F_OK) == 0 ? .directory(text) : .archive(text) }
    return remote(text, isGit: isGit) ?? .directory(text)
  }

  /// `nil` when it can only be a path. Pure.
  static func remote(_ text: String, isGit: Bool) -> SourceArgument? {
    if let scheme = text.firstRange(of: "://") {
      guard ["http", "https"].contains(text[..<scheme.lowerBound].lowercased()) else { return .git(text) }
      let path = text.prefix { $0 != "?" && $0 != "#" }.lowercased()
      if archives.contains(where: { path.hasSuffix($0) }) { return .url(text) }
      return isGit || path.hasSuffix(".git") || isForge(text[scheme.upperBound...]) ? .git(text) : .url(text)
    }
    if ["github:", "gitlab:", "codeberg:"].contains(where: { text.hasPrefix($0) }) { return .git(text) }
    // As scp writes it: git@host:user/repo.git
    guard let colon = text.firstIndex(of: ":"), text[..<colon].contains("@"), !text[..<colon].contains("/") else { return nil }
    return .git(text)
  }

  /// `https://github.com/user/repo`, as a browser shows it.
  private static func isForge(_ rest: Substring) -> Bool {
    let parts = rest.split(separator: "/")
    return parts.count == 3 && ["github.com", "gitlab.com", "codeberg.org"].contains(parts[0].lowercased())
  }
}
