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

  /// A segment whose records have these lengths.
  private func write(_ lengths: [Int], at offset: UInt64, _ directory: FilePath, cut: Int = 0) throws {
    var bytes: [UInt8] = []
    for length in lengths {
      bytes += JournalFormat.recordHeader(.standardOutput, nanoseconds: 1, count: length)
      bytes += [UInt8](repeating: 120, count: length)
    }
    let file = directory.appending(JournalFormat.segmentName(offset)).string
    try Data(bytes.dropLast(cut)).write(to: URL(fileURLWithPath: file))
  }

  @Test func itsEndIsThatOfItsLastWholeRecord() async throws {
    try await with { journal, directory in
      #expect(try await journal.end(of: Self.process) == nil)
      try #require(mkdir(directory.string, 0o700) == 0)
      #expect(try await journal.end(of: Self.process) == nil)
      try write([10, 20], at: 0, directory)
      #expect(try await journal.end(of: Self.process) == 30)
      // Small ones and large ones, so that headers lie across what is read at once.
      let lengths = (0..<30_000).map { $0 % 10 } + [65_536, 1, 65_536, 0, 7]
      try write(lengths, at: 30, directory)
      let end = UInt64(30 + lengths.reduce(0, +))
      #expect(try await journal.end(of: Self.process) == end)
      try write(lengths, at: 30, directory, cut: 3)
      #expect(try await journal.end(of: Self.process) == end - 7)
      var read: UInt64 = 0
      for try await chunk in journal.output(of: Self.process, from: 0) { read = chunk.nextOffset }
      #expect(read == end - 7)
    }
  }

  @Test func whatMakesNoSenseIsTheEnd() async throws {
    try await with { journal, directory in
      try #require(mkdir(directory.string, 0o700) == 0)
      try write([10], at: 0, directory)
      let file = directory.appending(JournalFormat.segmentName(0)).string
      let handle = try #require(FileHandle(forWritingAtPath: file))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(repeating: 0xFF, count: 100_000))
      try handle.close()
      #expect(try await journal.end(of: Self.process) == 10)
    }
  }
}
