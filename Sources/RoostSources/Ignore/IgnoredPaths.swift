import Glibc
import RoostModel
package import RoostSystem
import SystemPackage

/// What of a directory its `.gitignore` leaves out: as git itself says where it is a repository, else as far as
/// ``IgnoreRules`` reads the file at its top.
package struct IgnoredPaths: Sendable {
  private let paths: Set<String>
  private let rules: IgnoreRules
  /// For people.
  package let rule: String

  private init(paths: Set<String>, rules: IgnoreRules, rule: String) {
    self.paths = paths
    self.rules = rules
    self.rule = rule
  }

  private static let patience = Duration.seconds(20)
  private static let longest = 256 << 10

  package static func read(_ directory: OpenDirectory, _ settings: SourceSettings) async -> IgnoredPaths {
    if let paths = await asked(directory, settings) {
      return IgnoredPaths(paths: paths, rules: IgnoreRules(""), rule: "without what git ignores")
    }
    let file = directory.path.appending(".gitignore")
    let bytes = await BlockingWork.run { () -> [UInt8]? in
      // A link would be followed as the daemon.
      var status = stat()
      guard lstat(file.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return try? SmallFile.read(file, limit: longest)
    }
    guard let bytes else { return IgnoredPaths(paths: [], rules: IgnoreRules(""), rule: "with all that is deployed") }
    return IgnoredPaths(
      paths: [], rules: IgnoreRules(String(decoding: bytes, as: UTF8.self)), rule: "without what .gitignore names")
  }

  /// `nil` where there is no repository, or no git. Asked as the directory's owner: a repository's settings name programs.
  private static func asked(_ directory: OpenDirectory, _ settings: SourceSettings) async -> Set<String>? {
    guard GitProgram.isPresent("git") else { return nil }
    let user = geteuid() == 0 ? directory.owner : nil
    let confinement = GitConfinement(user: user, home: "/nonexistent", fileLimit: settings.treeLimit, timeout: patience)
    let question = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"]
    guard let result = try? await confinement.command(question, in: directory.path).run(), result.succeeded else { return nil }
    return Set(result.standardOutput.split(separator: "\0").map { String($0.hasSuffix("/") ? $0.dropLast() : $0) })
  }

  /// Of a path below the directory.
  func contains(_ path: String, isDirectory: Bool) -> Bool {
    paths.contains(path) || rules.ignore(path, isDirectory: isDirectory)
  }

  /// As a function of two.
  package var isIgnored: TreeWatch.Ignoring { { contains($0, isDirectory: $1) } }
}
