import Logging
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostAgentClient

/// Output that has to be fetched because the agent's journal is on another machine.
@Suite(.serialized) struct JournalCopySerialTests {
  @Test func aCopyReadsLikeTheJournal() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      // More than one segment of a copy, on both channels.
      let process = try await environment.spawn(.shell("head -c 20000000 /dev/urandom; echo end >&2"))
      _ = try await process.exitStatus()
      let kept = fixture.home.appending("kept")
      let link = try await remoteLink(environment.spec.id, fixture)
      defer { link.close() }
      try await JournalCopy(to: kept).run(process.number, through: link)
      try await JournalCopy(to: kept).run(process.number, through: link)
      let copy = try await chunks(KeptOutput.output(in: kept, from: 0))
      let original = try await chunks(process.output(from: 0))
      #expect(copy.flatMap(\.bytes) == original.flatMap(\.bytes))
      #expect(copy.last?.channel == original.last?.channel && copy.last?.offset == original.last?.offset)
      let names = try DirectoryListing.names(in: kept.appending("\(process.number)"))
      #expect(names.count > 1 && names.allSatisfy { $0.hasSuffix(".log") })
      try await environment.destroy(grace: .zero)
    }
  }

  private func remoteLink(_ id: EnvironmentID, _ fixture: SandboxFixture) async throws -> AgentLink {
    let directory = EnvironmentDirectory(id, below: fixture.home.appending("environments"))
    let link = AgentLink(
      directory, EventFeed(), at: .remote(bridge: nil, patience: .seconds(1)), answerLimit: .seconds(10),
      logger: Logger(label: "test"))
    let isConnected = try await link.connect()
    #expect(isConnected)
    return link
  }

  private func chunks(_ output: AsyncThrowingStream<OutputChunk, any Error>) async throws -> [OutputChunk] {
    var chunks: [OutputChunk] = []
    for try await chunk in output { chunks.append(chunk) }
    return chunks
  }
}
