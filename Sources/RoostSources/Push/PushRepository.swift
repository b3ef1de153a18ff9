import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The bare repository that an app is pushed to. Belongs to a user of its own, whom git runs as.
package struct PushRepository: Sendable {
  package let path: FilePath
  package let app: AppName
  /// `nil` where this process is not root.
  let user: UInt32?
  let settings: SourceSettings

  package init(path: FilePath, app: AppName, user: UInt32, settings: SourceSettings) {
    self.path = path
    self.app = app
    self.user = geteuid() == 0 ? user : nil
    self.settings = settings
  }

  package var exists: Bool { access(path.appending("HEAD").string, F_OK) == 0 }

  /// What is seen at a place that its user can reach: the app's directory is the daemon's alone.
  func confinement(in room: FetchRoom) -> GitConfinement {
    var confinement = GitConfinement(
      user: user, home: room.root.appending("home"), fileLimit: settings.treeLimit, timeout: settings.timeLimit)
    if user != nil { confinement.views = [GitConfinement.View(of: path, at: seen(in: room))] }
    confinement.variables = ["GIT_DIR": seen(in: room).string]
    return confinement
  }

  func seen(in room: FetchRoom) -> FilePath { user == nil ? path : room.root.appending("repository") }

  /// Makes it, if it is not there; and what is needed to see it.
  func open(in room: FetchRoom) async throws(Problem) {
    guard GitProgram.isPresent("git") else { throw RequiredTool.missing("git") }
    let (path, user, seen, isNew) = (path, user, seen(in: room), !exists)
    try await BlockingWork.run { () throws(Problem) in
      try room.admit(user, room.root.appending("home"))
      if user != nil { try DirectoryCreation.ensure(seen, mode: 0o755) }
      guard isNew else { return }
      try DirectoryCreation.ensure(path, mode: 0o700)
      guard user == nil || lchown(path.string, user ?? 0, user ?? 0) == 0 else {
        throw Problem.lastSystemCall("give \(path) to git")
      }
    }
    guard isNew else { return }
    let made = try await confinement(in: room).command(["init", "--quiet", "--bare", "--template="], in: room.tree).run()
    guard made.succeeded else { throw failure(made, "could not be made") }
  }

  /// The branch that deploys; `nil` before the first push.
  func branch(in room: FetchRoom) async throws(Problem) -> String? {
    let confinement = confinement(in: room)
    let head = try await confinement.command(["symbolic-ref", "HEAD"], in: room.tree).run()
    let heads = try await confinement.command(["for-each-ref", "--format=%(refname)", "refs/heads"], in: room.tree).run()
    guard head.succeeded, heads.succeeded else { throw failure(heads, "could not be read") }
    let name = head.standardOutput.trimmingNewline
    let isThere = heads.standardOutput.split(separator: "\n").contains { $0 == name }
    return isThere ? String(name.dropFirst("refs/heads/".count)) : nil
  }

  /// What a branch is at now; `nil` when it is not there.
  func tip(of reference: String, in room: FetchRoom) async throws(Problem) -> String? {
    let words = ["rev-parse", "--verify", "--quiet", reference]
    let result = try await confinement(in: room).command(words, in: room.tree).run()
    if result.succeeded { return result.standardOutput.trimmingNewline }
    guard result.status == .exited(1) else { throw failure(result, "could not be read") }
    return nil
  }

  func failure(_ result: CommandResult, _ what: String) -> Problem {
    let said = result.standardError.split(whereSeparator: \.isNewline).suffix(8).map { SourceText.line(String($0)) }
    return Problem(
      .toolFailed, "the repository of \(app) \(what)", hint: "look at it: ls -l \(path)",
      cause: said.isEmpty ? nil : said.joined(separator: "\n"))
  }
}
