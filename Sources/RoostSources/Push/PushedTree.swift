import RoostModel
import RoostSystem
import SystemPackage

/// What was pushed, while git holds it apart from the repository.
struct PushedTree: Sendable {
  let repository: PushRepository
  let room: FetchRoom
  private let objects: FilePath

  /// `quarantine` is what git's hook says; only its last part is used.
  init(repository: PushRepository, room: FetchRoom, quarantine: String) throws(Problem) {
    self.repository = repository
    self.room = room
    let name = quarantine.split(separator: "/").last.map(String.init) ?? ""
    let isPlain = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard isPlain, name.contains("incoming"), quarantine.utf8.count <= 4096 else {
      throw Problem(.toolFailed, "git does not hold apart what is pushed", hint: "look at its version: git --version")
    }
    objects = repository.seen(in: room).appending("objects").appending(name)
  }

  private var confinement: GitConfinement {
    var confinement = repository.confinement(in: room)
    confinement.variables["GIT_OBJECT_DIRECTORY"] = objects.string
    confinement.variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = repository.seen(in: room).appending("objects").string
    confinement.variables["GIT_INDEX_FILE"] = room.root.appending("home").appending("index").string
    confinement.variables["GIT_WORK_TREE"] = room.tree.string
    return confinement
  }

  private func git(_ arguments: [String]) async throws(Problem) -> CommandResult {
    try await confinement.command(arguments, in: room.tree).run()
  }

  private func succeed(_ arguments: [String]) async throws(Problem) -> String {
    let result = try await git(arguments)
    guard result.succeeded else { throw repository.failure(result, "holds a push that cannot be read") }
    return result.standardOutput
  }

  /// Whether commits that were there are not part of what is new.
  func isForced(_ change: PushOrder.Change) async throws(Problem) -> Bool {
    guard !change.isCreation else { return false }
    return try await git(["merge-base", "--is-ancestor", change.old, change.new]).status == .exited(1)
  }

  /// What git would refuse only after its release is live.
  private func check(_ change: PushOrder.Change, _ commit: String) async throws(Problem) {
    let branch = PushOrder.name(of: change)
    guard commit == change.new else {
      throw Problem(
        .usageInvalid, "what was pushed to \(branch) is a tag, and a branch is made of commits",
        hint: "push the commit that it names: git push roost 'TAG^{}:\(branch)'")
    }
    let walk = try await git(["rev-list", "--quiet", "--objects", change.new, "--not", "--all"])
    guard walk.succeeded else {
      throw Problem(
        .usageInvalid, "some of the history of what was pushed to \(branch) is missing",
        hint: "fetch all of it, then push again: git fetch --unshallow",
        cause: repository.failure(walk, "holds a push that is not whole").cause)
    }
  }

  /// Counted, then laid out in the room's tree.
  func layOut(_ change: PushOrder.Change) async throws(Problem) -> FetchedSource {
    let commit = try await succeed(["rev-parse", "--verify", "--quiet", "\(change.new)^{commit}"]).trimmingNewline
    try await check(change, commit)
    let tree = GitTree(try await succeed(GitTree.arguments + [commit]))
    try tree.check(repository.settings)
    var record = SourceRecord(kind: .git, place: "roost::\(repository.app)", reference: PushOrder.name(of: change))
    record.describe(commit, try await succeed(SourceRecord.question + [commit]))
    _ = try await succeed(["read-tree", commit])
    _ = try await succeed(["checkout-index", "--all", "--force", "--quiet"])
    try room.takeBack()
    return FetchedSource(directory: room.tree, room: room, record: record, name: nil)
  }
}

extension PushRepository {
  /// The branch of the first push is the app's from then on.
  func follow(_ change: PushOrder.Change, in room: FetchRoom) async throws(Problem) {
    let result = try await confinement(in: room).command(["symbolic-ref", "HEAD", change.reference], in: room.tree).run()
    guard result.succeeded else { throw failure(result, "cannot be written") }
  }
}
