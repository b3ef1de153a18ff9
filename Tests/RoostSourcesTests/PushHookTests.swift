import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct PushHookTests {
  private func with(_ body: (PushHook, FetchRoom) async throws -> Void) async throws {
    try await ScratchDirectory.with("push-hook") { scratch in
      let room = try await FetchRoom.make(in: scratch)
      try await body(try PushHook(in: room, user: nil), room)
    }
  }

  /// The hook, as git runs it, with so many references.
  private func start(_ count: Int, in room: FetchRoom) throws -> TestProcess {
    let line = "\(String(repeating: "a", count: 40)) \(String(repeating: "b", count: 40)) refs/tags/v&"
    return try TestProcess(
      "/bin/sh", ["-c", "seq 1 \(count) | sed 's|.*|\(line)|' | \"$ROOST_PUSH/hooks/pre-receive\""],
      variables: ["ROOST_PUSH": room.root.string, "GIT_QUARANTINE_PATH": "/x/incoming-1"])
  }

  @Test func theHookAsksAndIsTold() async throws {
    try await with { hook, room in
      let process = try start(3, in: room)
      let question = try await hook.question()
      #expect(question?.quarantine == "/x/incoming-1" && question?.lines.count == 3)
      hook.tell("all is well")
      try await hook.accept("refs/heads/main")
      let ended = await process.finish()
      #expect(ended.status == 0 && ended.errors == "all is well\n")
    }
  }

  @Test func aQuestionThatIsTooLongIsReadToItsEnd() async throws {
    try await with { hook, room in
      let process = try start(5000, in: room)
      await #expect(throws: PushOrder.tooMany) { _ = try await hook.question() }
      hook.close()
      #expect(await process.finish().status == 1)
    }
  }

  @Test func givingUpDoesNotBlock() async throws {
    try await with { hook, _ in
      for _ in 0..<70_000 { hook.giveUp() }
      let question = try await hook.question()
      #expect(question?.quarantine == nil)
    }
  }
}
