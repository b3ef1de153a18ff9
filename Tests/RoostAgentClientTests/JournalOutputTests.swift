import Foundation
import Glibc
import RoostAgentProtocol
import RoostModel
import SystemPackage
import Testing

@testable import RoostAgentClient

/// Journals belong to users of environments, who may put there what they like.
@Suite(.timeLimit(.minutes(1))) struct JournalOutputTests {
  private static let process = ProcessNumber(rawValue: 1)

  private func with(_ body: (JournalOutput, _ directory: FilePath) async throws -> Void) async throws {
    let home = FilePath(NSTemporaryDirectory()).appending("roost-journal-\(UInt64.random(in: .min ... .max))")
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    try await body(JournalOutput(directory: home), home.appending("\(Self.process)"))
  }

  @Test func aPipeIsNotWaitedFor() async throws {
    try await with { journal, directory in
      try #require(mkdir(directory.string, 0o700) == 0)
      try #require(mkfifo(directory.appending(JournalFormat.segmentName(0)).string, 0o600) == 0)
      await #expect(throws: Problem.self) { for try await _ in journal.output(of: Self.process, from: 0) {} }
    }
  }

  @Test func aSilentProcessWroteNothing() async throws {
    try await with { journal, _ in
      for try await chunk in journal.output(of: Self.process, from: 0) { Issue.record("\(chunk)") }
      #expect(await journal.exits().isEmpty)
    }
  }
}
