import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RoostSources

/// Real `git push` against a session; two named pipes stand for the daemon's socket.
@Suite struct PushSessionTests {
  private struct Scene: Sendable {
    let scratch: FilePath
    let repository: PushRepository
    let deployed = Deployed()

    init(_ scratch: FilePath, limit: ByteCount) async throws {
      self.scratch = scratch
      chmod(scratch.string, 0o755)
      var settings = SourceSettings(spool: scratch.appending("spool"))
      settings.archiveLimit = limit
      settings.timeLimit = .seconds(60)
      try await SourceFetcher(settings: settings).open()
      // As an app's directory is: only the daemon may enter.
      try DirectoryCreation.ensure(scratch.appending("app"), mode: 0o700)
      repository = PushRepository(
        path: scratch.appending("app/repository.git"), app: try AppName("shop"), user: 3_000_007, settings: settings)
      for name in ["in", "out"] { try #require(mkfifo(scratch.appending(name).string, 0o600) == 0) }
      let script = "#!/bin/sh\ncat '\(scratch)/out' & cat > '\(scratch)/in'; wait\n"
      try AtomicFile.write(Array(script.utf8), to: scratch.appending("line"), mode: 0o755)
      try DirectoryCreation.ensure(scratch.appending("work"))
      try await git("init", "-q", "-b", "main")
    }

    @discardableResult func git(_ words: String...) async throws -> CommandResult {
      var command = ExternalCommand(
        "git", ["-c", "user.name=Ada", "-c", "user.email=a@example.com", "-c", "protocol.ext.allow=always"] + words)
      command.workingDirectory = scratch.appending("work")
      return try await command.run()
    }

    func commit(_ files: [String: String]) async throws {
      try Files.write(files, below: scratch.appending("work"))
      try await git("add", "-A")
      #expect(try await git("commit", "-q", "-m", "x").succeeded)
    }

    func session(_ service: GitService, failing problem: Problem? = nil) -> PushSession {
      let deployed = deployed
      return PushSession(
        repository: repository, service: service, turn: { (_) async throws(Problem) in },
        deploy: { (fetched, tell) async throws(Problem) in
          tell("looking")
          deployed.texts.withLock { $0.append(Files.read(fetched.directory.appending("index.html")) ?? "") }
          if let problem { throw problem }
          return ["it serves"]
        }, callOff: {})
    }

    /// What git says of a push.
    func push(_ words: String..., failing problem: Problem? = nil) async throws -> CommandResult {
      let scene = self
      return try await within(.seconds(60), "a push comes to its end") { try await scene.pushed(words, problem) }
    }

    private func pushed(_ words: [String], _ problem: Problem?) async throws -> CommandResult {
      let (input, output) = (scratch.appending("in").string, scratch.appending("out").string)
      async let pushed = gitPush(words)
      let question = End(try await BlockingWork.run { () throws(Problem) in try Pipe(input, O_RDONLY) })
      // Nothing else holds it: its end is what git waits for.
      let answer = End(try await BlockingWork.run { () throws(Problem) in try Pipe(output, O_WRONLY) })
      do {
        try await session(.push, failing: problem).run {
          guard let reading = question.pipe.withLock({ $0 }) else { return nil }
          let bytes = await BlockingWork.run { reading.read() }
          if !bytes.isEmpty { return .bytes(bytes) }
          // At its end the client waits for the answer.
          if !reading.isOver.exchange(true, ordering: .relaxed) { return .end }
          for await _ in reading.never {}
          return nil
        } output: { piece in
          guard let piece else { return answer.pipe.withLock { $0 = nil } }
          let pipe = answer.pipe.withLock { $0 }
          await BlockingWork.run { pipe?.write(piece) }
        }
      } catch {
        answer.pipe.withLock { $0 = nil }
      }
      // What the client still has to say is read by nobody.
      question.pipe.withLock { $0 = nil }
      return try await pushed
    }

    private func gitPush(_ words: [String]) async throws -> CommandResult {
      var command = ExternalCommand("git", ["-c", "protocol.ext.allow=always", "push", "ext::\(scratch)/line"] + words)
      command.workingDirectory = scratch.appending("work")
      return try await command.run()
    }
  }

  private final class End: Sendable {
    let pipe: Mutex<Pipe?>
    init(_ pipe: Pipe) { self.pipe = Mutex(pipe) }
  }

  private final class Deployed: Sendable {
    let texts = Mutex<[String]>([])
  }

  private final class Pipe: Sendable {
    private let descriptor: OwnedDescriptor
    let isOver = Atomic(false)
    let never: AsyncStream<Never>
    private let holding: AsyncStream<Never>.Continuation

    init(_ path: String, _ mode: Int32) throws(Problem) {
      let number = open(path, mode | O_CLOEXEC)
      guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
      descriptor = OwnedDescriptor(owning: number)
      (never, holding) = AsyncStream.makeStream(of: Never.self)
    }

    func read() -> [UInt8] {
      var piece = [UInt8](repeating: 0, count: 65536)
      let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor.number, $0.baseAddress, $0.count) }
      return Array(piece.prefix(max(0, count)))
    }

    func write(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { Glibc.write(descriptor.number, $0.baseAddress, $0.count) } }
  }

  private func with(_ limit: ByteCount = .megabytes(100), _ body: (Scene) async throws -> Void) async throws {
    try await ScratchDirectory.with("push") { scratch in try await body(try await Scene(scratch, limit: limit)) }
  }

  @Test func theBranchMovesWhenTheDeploymentSucceeded() async throws {
    try await with { scene in
      try await scene.commit(["index.html": "one"])
      let broken = Problem(.toolFailed, "it does not answer", hint: "look: roost app logs", cause: "line 1\nline 2")
      let refused = try await scene.push("main", failing: broken)
      #expect(!refused.succeeded && refused.standardError.contains("remote: it does not answer"), "\(refused)")
      #expect(refused.standardError.contains("remote: mend: look: roost app logs") && refused.standardError.contains("line 2"))
      let taken = try await scene.push("main")
      #expect(taken.succeeded && taken.standardError.contains("remote: it serves"), "\(taken)")
      #expect(scene.deployed.texts.withLock { $0 } == ["one", "one"])
      #expect(try await scene.push("main").standardError.contains("up-to-date"))
      #expect(try Files.names(scene.repository.settings.fetches).isEmpty)
      guard geteuid() == 0 else { return }
      var status = stat()
      #expect(stat(scene.repository.path.appending("refs/heads/main").string, &status) == 0 && status.st_uid == 3_000_007)
    }
  }

  @Test func aPushThatIsTooLargeIsRefused() async throws {
    try await with(.megabytes(1)) { scene in
      let noise = String((0..<3_000_000).map { _ in Character(UnicodeScalar(UInt8.random(in: 33...126))) })
      try await scene.commit(["index.html": noise])
      let refused = try await scene.push("main")
      #expect(!refused.succeeded && refused.standardError.contains("maximum allowed size"), "\(refused.standardError)")
      #expect(scene.deployed.texts.withLock { $0.isEmpty })
    }
  }

  @Test func hostileTreesAreRefused() async throws {
    try await with { scene in
      try await scene.commit(["index.html": "one"])
      let blob = try await scene.git("rev-parse", "HEAD:index.html").standardOutput.trimmingNewline
      var make = ExternalCommand(
        "sh",
        ["-c", "t=$(printf '100644 blob \(blob)\\t.git\\n' | git mktree) && c=$(git commit-tree -m x $t) && git branch evil $c"])
      make.workingDirectory = scene.scratch.appending("work")
      make.variables["GIT_AUTHOR_NAME"] = "a"
      make.variables["GIT_AUTHOR_EMAIL"] = "a@b"
      make.variables["GIT_COMMITTER_NAME"] = "a"
      make.variables["GIT_COMMITTER_EMAIL"] = "a@b"
      try await make.succeed()
      let refused = try await scene.push("evil:main")
      #expect(!refused.succeeded && refused.standardError.contains("hasDotgit"), "\(refused.standardError)")
      #expect(scene.deployed.texts.withLock { $0.isEmpty })
    }
  }

  /// Git ends before the client has said anything, and the client is still there.
  @Test func whyGitEndedIsTold() async throws {
    try await with { scene in
      try await scene.commit(["index.html": "one"])
      #expect(try await scene.push("main").succeeded)
      try await DirectoryRemoval.remove(scene.repository.path.appending("objects"))
      for service in [GitService.fetch, .fetch, .fetch, .push, .push] {
        let (silence, keeping) = AsyncStream.makeStream(of: Never.self)
        let problem = await #expect(throws: Problem.self) {
          try await scene.session(service).run(
            input: {
              for await _ in silence {}
              return nil
            }, output: { _ in })
        }
        keeping.finish()
        #expect(problem?.message.contains("the repository of shop") == true, "\(String(describing: problem))")
        #expect(problem?.code == .toolFailed && problem?.cause?.contains("to be a git repository") == true)
      }
    }
  }
}
