import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct DownloadTests {
  private static let file = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }

  private func fetch(
    from server: FaultyServer, home: FilePath, sum: String? = nil, size: Int? = file.count,
    progress: @escaping ProgressSink = { _ in }
  ) async throws -> FilePath {
    let store = LayerStore(home: home)
    try await store.open()
    var downloads = DownloadStore(paths: store.paths, options: InstallerOptions(), progress: progress)
    downloads.schedule = RetrySchedule(pauses: [.milliseconds(1), .milliseconds(1), .milliseconds(1)])
    let artifact = try Artifact(
      name: "file", url: server.base + "/file", sha256: sum ?? TinyIndex.sumOf(DownloadTests.file),
      size: size.map { ByteCount(UInt64($0)) })
    return try await downloads.fetch([artifact], for: "file")[0]
  }

  private func left(_ home: FilePath) throws -> [String] {
    try ["tmp", "store/downloads"].flatMap { try FileManager.default.contentsOfDirectory(atPath: home.appending($0).string) }
  }

  @Test func fetchesAndThenHasIt() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      let events = Events()
      let path = try await fetch(from: server, home: home, progress: events.sink)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path.string)).elementsEqual(DownloadTests.file))
      _ = try await fetch(from: server, home: home)
      #expect(server.requests.count == 1)
      let last = events.all.compactMap { if case .transfer(_, let done, let total) = $0 { (done, total) } else { nil } }.last
      #expect(last?.0 == ByteCount(1_500_000) && last?.1 == ByteCount(1_500_000))
    }
  }

  @Test func aTruncatedBodyIsContinued() async throws {
    try await withScratch { home in
      let arrived = DispatchSemaphore(value: 0)
      let server = try FaultyServer { request in
        var answer = FaultyServer.Answer.file(DownloadTests.file, for: request)
        if request.earlier == 0 { (answer.sent, answer.waits) = (700_000, arrived) }
        return answer
      }
      defer { server.stop() }
      _ = try await fetch(from: server, home: home) { event in
        if case .transfer = event { arrived.signal() }
      }
      #expect(server.requests.count == 2)
      #expect((server.requests.last?.from ?? 0) > 500_000)
    }
  }

  @Test func aServerThatCannotContinueGivesAll() async throws {
    try await withScratch { home in
      let server = try FaultyServer { request in
        var answer = FaultyServer.Answer(body: DownloadTests.file)
        if request.earlier == 0 { answer.sent = 700_000 }
        return answer
      }
      defer { server.stop() }
      _ = try await fetch(from: server, home: home)
      #expect(server.requests.count == 2)
    }
  }

  @Test func errorsOfTheServerAreRetried() async throws {
    try await withScratch { home in
      let server = try FaultyServer { $0.earlier < 2 ? .init(status: 500) : .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      _ = try await fetch(from: server, home: home)
      #expect(server.requests.count == 3)
    }
  }

  @Test func givesUpAtOnceWhenTheFileIsNotThere() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(status: 404) }
      defer { server.stop() }
      let found = await problem { try await fetch(from: server, home: home) }
      #expect(found?.code == .downloadFailed)
      #expect(found?.message.contains("404") == true)
      #expect(server.requests.count == 1)
    }
  }

  @Test func givesUpAfterTheLastRetry() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(status: 503) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home) }?.code == .downloadFailed)
      #expect(server.requests.count == 4)
    }
  }

  @Test func wrongBytesAreNotKept() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(body: DownloadTests.file.reversed()) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home) }?.code == .downloadCorrupt)
      #expect(try left(home) == [])
    }
  }

  @Test func moreThanAnnouncedIsRefused() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(body: DownloadTests.file) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home, size: 600_000) }?.code == .downloadCorrupt)
      #expect(try left(home) == [])
    }
  }

  @Test func whatAKilledFetchLeftIsContinued() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      try await LayerStore(home: home).open()
      let sum = TinyIndex.sumOf(DownloadTests.file)
      let partial = home.appending("tmp/download-\(sum).part")
      try Data(DownloadTests.file[..<1_000_000]).write(to: URL(fileURLWithPath: partial.string))
      _ = try await fetch(from: server, home: home)
      #expect(server.requests.map(\.from) == [1_000_000])
      #expect(try left(home) == [sum])
    }
  }

  @Test func wrongBytesThatWereLeftAreFetchedAnew() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      try await LayerStore(home: home).open()
      let partial = home.appending("tmp/download-\(TinyIndex.sumOf(DownloadTests.file)).part")
      try Data(repeating: 9, count: 1000).write(to: URL(fileURLWithPath: partial.string))
      _ = try await fetch(from: server, home: home)
      #expect(server.requests.map(\.from) == [1000, nil])
    }
  }

  @Test func aDamagedStoredFileIsFetchedAgain() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      let path = try await fetch(from: server, home: home)
      try path.write("damaged")
      let events = Events()
      _ = try await fetch(from: server, home: home, progress: events.sink)
      #expect(server.requests.count == 2)
      #expect(events.warnings.count == 1)
    }
  }

  @Test func twoFetchesShareOne() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadTests.file, for: $0) }
      defer { server.stop() }
      async let first = fetch(from: server, home: home)
      async let second = fetch(from: server, home: home)
      #expect(try await first == second)
      #expect(server.requests.count == 1)
    }
  }

  @Test func noServerIsADownloadThatFailed() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init() }
      server.stop()
      let found = await problem { try await fetch(from: server, home: home) }
      #expect(found?.code == .downloadFailed)
      #expect(found?.hint.contains("HTTPS_PROXY") == true)
    }
  }

  @Test func filesOfThisMachineAreHashedToo() async throws {
    try await withScratch { home in
      let store = LayerStore(home: home)
      try await store.open()
      let source = home.appending("a b.whl")
      try source.write("hello")
      let downloads = DownloadStore(paths: store.paths, options: InstallerOptions(), progress: { _ in })
      let url = "file://" + source.string.replacing(" ", with: "%20")
      let right = try Artifact(name: "a", url: url, sha256: TinyIndex.sumOf(Array("hello".utf8)), size: nil)
      #expect(try await downloads.fetch([right], for: "a")[0].read() == "hello")
      let wrong = try Artifact(name: "a", url: url, sha256: TinyIndex.sumOf(Array("other".utf8)), size: nil)
      #expect(await problem { try await downloads.fetch([wrong], for: "a") }?.code == .downloadCorrupt)
    }
  }
}
