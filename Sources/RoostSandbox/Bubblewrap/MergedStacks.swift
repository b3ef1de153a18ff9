import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// The merged stacks of a home, one directory each: `<name>/{root/,stack.json,users/}`. Environments of the same stack share one,
/// also those of one program. Each user is a link to its environment's directory, and is one as long as that is there. A stack
/// is kept for the next as long as its layers are there, because apart from its directories it takes no room, and goes when a
/// layer has gone and nobody uses it any more.
struct MergedStacks: Sendable {
  private let path: FilePath
  private let logger: Logger

  /// Merging a large stack under a busy disk.
  private static let patience: Duration = .seconds(300)

  init(at path: FilePath, logger: Logger) {
    self.path = path
    self.logger = logger
  }

  /// The root for an environment, which from now on is counted as its user until its directory is removed.
  func claim(_ layers: [String], _ places: MountPlaces, for directory: EnvironmentDirectory) async throws(Problem) -> FilePath {
    let lock = try await lock()
    defer { lock.release() }
    return try await BlockingWork.run { () throws(Problem) in
      let name = try name(of: layers, places)
      let user = users(of: name).appending(directory.id.text)
      guard symlink(directory.path.string, user.string) == 0 || errno == EEXIST else { throw .lastSystemCall("make \(user)") }
      return root(of: name)
    }
  }

  /// Removes those that nobody uses and nobody will. What goes wrong is logged: another time is soon enough.
  func collect() async {
    guard access(path.string, F_OK) == 0 else { return }
    do throws(Problem) {
      try await BlockingWork.run { () throws(Problem) in
        // Somebody who merges a stack may take minutes.
        guard let lock = try FileLock.acquireNow(path.appending("lock")) else { return }
        defer { lock.release() }
        try collectNow()
      }
    } catch {
      logger.warning("merged stacks not looked through", metadata: ["problem": "\(error.message)"])
    }
  }

  private func lock() async throws(Problem) -> FileLock {
    try DirectoryCreation.ensure(path, mode: 0o700)
    return try await FileLock.acquire(path.appending("lock"), within: MergedStacks.patience)
  }

  /// Of one that is there, or is made.
  private func name(of layers: [String], _ places: MountPlaces) throws(Problem) -> String {
    let held = try LayerHold.on(layers)
    defer { withExtendedLifetime(held) {} }
    var identities: [LayerIdentity] = []
    for layer in layers { identities.append(try LayerIdentity(layer)) }
    let stack = MergedStack(layers: identities, places: places)
    if let name = try find(stack) { return name }
    return try make(stack)
  }

  private func root(of name: String) -> FilePath { path.appending(name).appending("root") }

  private func users(of name: String) -> FilePath { path.appending(name).appending("users") }

  private func record(of name: String) -> FilePath { path.appending(name).appending("stack.json") }

  private func find(_ stack: MergedStack) throws(Problem) -> String? {
    for name in try names() where description(of: name) == stack { return name }
    return nil
  }

  /// Nil for one that cannot be read, after a power cut: nobody gets it, and it goes when nobody uses it.
  private func description(of name: String) -> MergedStack? {
    do throws(Problem) {
      return try JSONFile.read(MergedStack.self, from: record(of: name))
    } catch {
      logger.warning("a merged stack is not known any more", metadata: ["problem": "\(error.message)"])
      return nil
    }
  }

  /// Those that are complete: a stack is named when it is.
  private func names() throws(Problem) -> [String] { try DirectoryListing.names(in: path).filter { EnvironmentID($0) != nil } }

  private func make(_ stack: MergedStack) throws(Problem) -> String {
    let name = EnvironmentID().text
    let draft = path.appending("draft")
    // Of somebody who was killed in the middle.
    try DirectoryRemoval.removeNow(draft)
    for place in ["root", "users"] { try DirectoryCreation.ensure(draft.appending(place)) }
    do throws(Problem) {
      try StackMerge.run(stack.layers.map(\.path), stack.places, into: draft.appending("root"))
      try JSONFile.write(stack, to: draft.appending("stack.json"))
      guard rename(draft.string, path.appending(name).string) == 0 else { throw .lastSystemCall("rename \(draft)") }
      return name
    } catch {
      try DirectoryRemoval.removeNow(draft)
      throw error
    }
  }

  private func collectNow() throws(Problem) {
    for name in try names() where try !isUsed(name) {
      if description(of: name)?.isCurrent == true { continue }
      try DirectoryRemoval.removeNow(path.appending(name))
    }
  }

  private func isUsed(_ name: String) throws(Problem) -> Bool {
    var isUsed = false
    for user in try DirectoryListing.names(in: users(of: name)) {
      let link = users(of: name).appending(user).string
      if access(link, F_OK) == 0 { isUsed = true } else { unlink(link) }
    }
    return isUsed
  }
}
