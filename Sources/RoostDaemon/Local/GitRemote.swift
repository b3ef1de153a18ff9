import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// An app as a remote of the git repository that this process is in.
package struct GitRemote: Codable, Sendable {
  package let name: String
  package let url: String
  /// Git runs a program for it by its whole command line, because there is no `git-remote-roost` in PATH.
  private let isCommand: Bool

  private static let helper = "git-remote-roost"

  /// `home` is said when it is not the one that git's own environment names.
  package init(name: String, app: AppName, home: String?) throws(Problem) {
    let bytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
    guard (1...100).contains(name.utf8.count), name.utf8.allSatisfy(bytes.contains), !name.hasPrefix("-"), !name.hasPrefix(".")
    else {
      throw Problem(.usageInvalid, "\(name.debugDescription) is no name of a remote", hint: "name it: --remote roost")
    }
    self.name = name
    let searchPath = getenv("PATH").map { String(cString: $0) } ?? ""
    isCommand = home != nil || !RequiredTool.isPresent(GitRemote.helper, searchPath: searchPath)
    guard isCommand else {
      url = "roost::\(app)"
      return
    }
    let words = [OwnExecutable.path.string, "git-service", "%S", app.text] + (home.map { ["--home", $0] } ?? [])
    url = "ext::" + words.map { $0 == "%S" ? $0 : GitRemote.quoted($0) }.joined(separator: " ")
  }

  /// As git-remote-ext(1) reads it.
  static func quoted(_ word: String) -> String { word.replacing("%", with: "%%").replacing(" ", with: "% ") }

  /// Leaves a remote of that name that leads elsewhere as it is.
  package func add() async throws(Problem) -> GitRemote {
    let present = try await git(["config", "--get", "remote.\(name).url"])
    switch present.status {
    case .exited(0):
      let found = String(present.standardOutput.split(separator: "\n").first ?? "")
      guard found == url else {
        throw Problem(
          .usageInvalid, "the remote \(name) is \(SourceText.line(found, atMost: 80)) already",
          hint: "name another: --remote NAME; or point it here: git remote set-url \(name) '\(url)'")
      }
    case .exited(1): try await succeed(["remote", "add", name, url])
    default: throw failure(present)
    }
    // Git runs no command of a remote unless the repository's owner says so.
    if isCommand { try await succeed(["config", "protocol.ext.allow", "user"]) }
    return self
  }

  private func git(_ arguments: [String]) async throws(Problem) -> CommandResult {
    try await ExternalCommand("git", ["rev-parse", "--git-dir"]).run().isRepository()
    return try await ExternalCommand("git", arguments).run()
  }

  private func succeed(_ arguments: [String]) async throws(Problem) {
    let result = try await git(arguments)
    guard result.succeeded else { throw failure(result) }
  }

  private func failure(_ result: CommandResult) -> Problem {
    Problem(
      .toolFailed, "git cannot add the remote \(name)", hint: "add it by hand: git remote add \(name) '\(url)'",
      cause: result.standardError)
  }
}

extension CommandResult {
  fileprivate func isRepository() throws(Problem) {
    guard !succeeded else { return }
    throw Problem(
      .usageInvalid, "this directory is in no git repository",
      hint: "make one: git init -b main && git add -A && git commit -m start")
  }
}
