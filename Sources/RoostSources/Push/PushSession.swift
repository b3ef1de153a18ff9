import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// One conversation with a git client: what it sends goes to `git receive-pack` or `git upload-pack`, and back. Between what
/// was pushed and its branch stands `deploy`: git takes the branch when that succeeded.
package struct PushSession: Sendable {
  package let repository: PushRepository
  package let service: GitService
  /// Waits until no other push stands between its look at the branch and git's end; whoever runs this ends the turn.
  package let turn: @Sendable (@escaping @Sendable (String) -> Void) async throws(Problem) -> Void
  /// Makes a release of what was pushed; answers with lines for the user.
  package let deploy: @Sendable (FetchedSource, @escaping @Sendable (String) -> Void) async throws(Problem) -> [String]
  /// The client is gone.
  package let callOff: @Sendable () async -> Void

  package init(
    repository: PushRepository, service: GitService,
    turn: @escaping @Sendable (@escaping @Sendable (String) -> Void) async throws(Problem) -> Void,
    deploy: @escaping @Sendable (FetchedSource, @escaping @Sendable (String) -> Void) async throws(Problem) -> [String],
    callOff: @escaping @Sendable () async -> Void
  ) {
    self.repository = repository
    self.service = service
    self.turn = turn
    self.deploy = deploy
    self.callOff = callOff
  }

  /// Long enough for an upload, a turn in the queue, a build and the gates.
  private static let longest = Duration.seconds(6 * 3600)

  package func run(
    input: @escaping @Sendable () async throws -> GitWord?, output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) {
    let room = try await FetchRoom.make(in: repository.settings.fetches)
    let outcome: Result<Void, Problem>
    do throws(Problem) {
      outcome = .success(try await run(in: room, input, output))
    } catch {
      outcome = .failure(error)
    }
    await room.remove()
    try outcome.get()
  }

  private func run(
    in room: FetchRoom, _ input: @escaping @Sendable () async throws -> GitWord?,
    _ output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) {
    try await repository.open(in: room)
    let hook = try await BlockingWork.run { () throws(Problem) in try PushHook(in: room, user: repository.user) }
    let client = PushClient(input: input)
    do {
      try await withThrowingTaskGroup(of: Bool.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          await client.left()
          if !Task.isCancelled { await callOff() }
          return false
        }
        group.addTask {
          defer { hook.giveUp() }
          let result = try await program(hook, in: room).converse(input: { try await client.next() }, output: output)
          guard result.succeeded else { throw repository.failure(result, "did not take what was sent") }
          return true
        }
        if service == .push { await answer(hook, in: room) }
        while let isGit = try await group.next(), !isGit { group.cancelAll() }
      }
    } catch { throw Problem.unexpected(error, during: "a push to \(repository.app)") }
  }

  private func program(_ hook: PushHook, in room: FetchRoom) -> ExternalCommand {
    var confinement = repository.confinement(in: room)
    confinement.timeout = PushSession.longest
    confinement.variables["ROOST_PUSH"] = room.root.string
    confinement.settings = [
      "core.hooksPath=\(hook.directory)", "receive.fsckObjects=true", "receive.denyDeletes=true",
      "receive.denyCurrentBranch=ignore", "receive.maxInputSize=\(repository.settings.archiveLimit.bytes)",
      "receive.advertisePushOptions=false", "receive.advertiseAtomic=false", "receive.autogc=true", "maintenance.auto=true",
      "gc.auto=2000", "gc.autoDetach=false", "receive.keepAlive=5", "uploadpack.keepAlive=5",
    ]
    // Its place is an argument, not a variable.
    confinement.variables["GIT_DIR"] = nil
    let words = [String(service.rawValue.dropFirst("git-".count)), repository.seen(in: room).string]
    return confinement.command(words, in: room.tree)
  }

  // MARK: Between the push and the branch

  private func answer(_ hook: PushHook, in room: FetchRoom) async {
    defer { hook.close() }
    do throws(Problem) {
      guard let question = try await hook.question() else { return }
      try await judge(question, hook, in: room)
    } catch {
      hook.tell("")
      hook.tell("\(SourceText.line(error.message, atMost: 300))")
      for line in (error.cause ?? "").split(whereSeparator: \.isNewline).prefix(12) {
        hook.tell("  \(SourceText.line(String(line)))")
      }
      hook.tell("mend: \(SourceText.line(error.hint, atMost: 300))")
      hook.tell("")
    }
  }

  private func judge(_ question: (quarantine: String, lines: [Substring]), _ hook: PushHook, in room: FetchRoom)
    async throws(Problem)
  {
    guard let order = try PushOrder(question.lines) else {
      throw Problem(.usageInvalid, "git asks for what Roost does not know", hint: "push one branch: git push roost HEAD:main")
    }
    try await turn { hook.tell($0) }
    guard !hook.isOver else { return }
    let change = try order.deploying(try await repository.branch(in: room), of: repository.app)
    let expected: String? = change.isCreation ? nil : change.old
    guard try await repository.tip(of: change.reference, in: room) == expected else {
      throw Problem(
        .usageInvalid, "somebody pushed to \(repository.app) meanwhile",
        hint: "git pull roost \(PushOrder.name(of: change)), then push again")
    }
    let pushed = try PushedTree(repository: repository, room: room, quarantine: question.quarantine)
    if try await pushed.isForced(change) { hook.tell("the history of \(PushOrder.name(of: change)) is replaced") }
    let fetched = try await pushed.layOut(change)
    let lines = try await deploy(fetched) { hook.tell(SourceText.line($0, atMost: 500)) }
    try await repository.follow(change, in: room)
    for line in lines { hook.tell(line) }
    try await hook.accept(change.reference)
  }
}
