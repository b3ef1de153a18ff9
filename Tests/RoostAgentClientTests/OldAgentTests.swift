import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import Synchronization
import Testing

@testable import RoostAgentClient

/// Agents outlive the daemon that started them: one of an older Roost is asked nothing it does not know.
@Suite(.timeLimit(.minutes(1))) struct OldAgentTests {
  /// What an agent was asked.
  private final class Asked: Sendable {
    private let all = Mutex<[AgentRequest]>([])
    var requests: [AgentRequest] { all.withLock { $0 } }

    func answer(_ request: AgentRequest) -> [AgentMessage]? {
      all.withLock { $0.append(request) }
      return switch request {
      case .spawn: [.started(process: 7, pid: 70)]
      default: [.done]
      }
    }
  }

  private typealias Call = @Sendable (AgentEnvironment) async throws -> Void

  private static let sinceSecond: [Call] = [
    { _ = try await $0.readFile("/app/a", from: 0, limit: 10) },
    { _ = try await $0.listFiles("/app") },
    { try await $0.removeFile("/app/a", recursive: false) },
    { _ = try await $0.metrics() },
    {
      var limited = ProcessSpec("true")
      limited.timeLimit = 5
      _ = try await $0.spawn(limited)
    },
  ]
  private static let sinceThird: [Call] = [{ _ = try await $0.watchFiles("/app") }]

  @Test(arguments: [1, 2] as [UInt16]) func whatItDoesNotKnowIsRefusedHere(_ schema: UInt16) async throws {
    let asked = Asked()
    try await FakeAgent.with(schema: schema, answer: asked.answer) { environment, _ in
      for call in (schema < 2 ? OldAgentTests.sinceSecond : []) + OldAgentTests.sinceThird {
        let problem = await #expect(throws: Problem.self) { try await call(environment) }
        #expect(
          problem?.code == .unsupported && problem?.message.contains("older Roost") == true, "\(String(describing: problem))")
      }
      #expect(asked.requests.isEmpty, "\(asked.requests)")
    }
  }

  @Test(arguments: [1, 2] as [UInt16]) func whatItKnowsGoesOn(_ schema: UInt16) async throws {
    let asked = Asked()
    try await FakeAgent.with(schema: schema, answer: asked.answer) { environment, _ in
      #expect(try await environment.spawn(ProcessSpec("true")).number == ProcessNumber(rawValue: 7))
      let files = FileTree.directory(["a": .file([1], mode: 0o644), "b": .file([2], mode: 0o644), "c": .link(to: "a")])
      try await environment.mount(files, at: "/app")
      #expect(asked.requests.contains { if case .writeFile = $0 { true } else { false } })
      #expect(asked.requests.allSatisfy { $0.schema <= schema }, "\(asked.requests)")
    }
  }

  @Test func theNewestIsAskedForManyFilesAtOnce() async throws {
    let asked = Asked()
    try await FakeAgent.with(schema: AgentSchema.current, answer: asked.answer) { environment, _ in
      try await environment.mount(.directory(["a": .file([1], mode: 0o644), "b": .file([2], mode: 0o644)]), at: "/app")
      #expect(asked.requests.contains { if case .putFiles = $0 { true } else { false } }, "\(asked.requests)")
    }
  }

  /// One that is newer than this is not understood, and left alone.
  @Test func aNewerOneIsNotTakenOver() async throws {
    await #expect(throws: (any Error).self) {
      try await FakeAgent.with(schema: AgentSchema.current + 1, answer: { _ in nil }) { _, _ in }
    }
  }
}
