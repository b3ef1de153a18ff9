import Foundation
import NIOCore
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// What servers, disks and clocks do to a download.
@Suite struct DownloadFaultTests {
  private static let file = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 17 ^ $0 >> 9) }
  private static let other = file.map { ~$0 }

  private func fetch(
    _ path: String = "/file", from server: FaultyServer, home: FilePath, size: Int? = file.count, sum: String = Sums.sha256(file),
    stallLimit: TimeAmount = .seconds(30)
  ) async throws -> FilePath {
    let store = LayerStore(home: home)
    try await store.open()
    var downloads = DownloadStore(paths: store.paths, options: InstallerOptions(), progress: { _ in })
    downloads.schedule = RetrySchedule(pauses: [.milliseconds(1), .milliseconds(1)])
    downloads.stallLimit = stallLimit
    let sum = try #require(FileSum(sum))
    let artifact = Artifact(name: "file", url: server.base + path, sum: sum, size: size.map { ByteCount(UInt64($0)) })
    return try await downloads.fetch([artifact], for: "file")[0]
  }

  private func left(_ home: FilePath) throws -> [String] {
    try ["tmp", "store/downloads"].flatMap { try FileManager.default.contentsOfDirectory(atPath: home.appending($0).string) }
  }

  @Test func aServerThatStallsIsAskedAgain() async throws {
    try await withScratch { home in
      let server = try FaultyServer { request in
        var answer = FaultyServer.Answer.file(DownloadFaultTests.file, for: request)
        if request.earlier == 0 { (answer.sent, answer.stalls) = (900_000, true) }
        return answer
      }
      defer { server.stop() }
      _ = try await fetch(from: server, home: home, stallLimit: .seconds(2))
      #expect(server.requests.count >= 2 && (server.requests.last?.from ?? 0) > 0)
    }
  }

  @Test func aServerThatOnlyStallsIsGivenUp() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(body: DownloadFaultTests.file, sent: 10, stalls: true) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home, stallLimit: .seconds(2)) }?.code == .downloadFailed)
    }
  }

  @Test func anotherFilesBytesAreRefused() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadFaultTests.other, for: $0) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home) }?.code == .downloadCorrupt)
      #expect(try left(home) == [])
    }
  }

  @Test func aShorterLengthThanTheTruthIsNoticed() async throws {
    try await withScratch { home in
      let server = try FaultyServer { _ in .init(body: DownloadFaultTests.file, claimedLength: 1000) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home) }?.code == .downloadFailed)
      let unknown = await problem { try await fetch(from: server, home: home, size: nil) }
      #expect(unknown?.code == .downloadCorrupt)
    }
  }

  @Test func aFileThatChangedBetweenTwoRequestsIsFetchedWhole() async throws {
    try await withScratch { home in
      // The first part comes from an older file, as after a release was replaced: its ETag would have said so.
      let server = try FaultyServer { request in
        guard request.earlier == 0 else { return .file(DownloadFaultTests.file, for: request) }
        return .init(headers: ["ETag": "\"old\""], body: DownloadFaultTests.other, sent: 700_000)
      }
      defer { server.stop() }
      let path = try await fetch(from: server, home: home)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path.string)).elementsEqual(DownloadFaultTests.file))
    }
  }

  @Test func redirectsAreFollowedFiveTimes() async throws {
    let server = try FaultyServer { request in
      guard let number = Int(request.path.dropFirst()), number > 0 else { return .file(DownloadFaultTests.file, for: request) }
      return .init(status: 302, headers: ["Location": "/\(number - 1)"])
    }
    defer { server.stop() }
    try await withScratch { home in
      _ = try await fetch("/5", from: server, home: home)
    }
    try await withScratch { home in
      let found = await problem { try await fetch("/6", from: server, home: home) }
      #expect(found?.message.contains("redirects more than 5 times") == true)
    }
  }

  @Test func redirectsStayProtected() throws {
    let next = try RedirectRule.next(after: 302, location: "/b?c", from: "https://one.example/a", followed: 0)
    #expect(next == "https://one.example/b?c")
    #expect(try RedirectRule.next(after: 200, location: "/b", from: "https://one.example/a", followed: 0) == nil)
    #expect(throws: FetchInterruption.self) {
      try RedirectRule.next(after: 301, location: "http://one.example/b", from: "https://one.example/a", followed: 0)
    }
    #expect(throws: FetchInterruption.self) {
      try RedirectRule.next(after: 301, location: "file:///etc/passwd", from: "https://one.example/a", followed: 0)
    }
    #expect(throws: FetchInterruption.self) {
      try RedirectRule.next(after: 301, location: nil, from: "https://one.example/a", followed: 0)
    }
    #expect(!RedirectRule.isSameOrigin("https://one.example/a", "https://two.example/a"))
    #expect(!RedirectRule.isSameOrigin("https://one.example/a", "https://one.example:8443/a"))
    #expect(RedirectRule.isSameOrigin("https://one.example/a", "https://one.example/b"))
  }

  @Test func passwordsStayWithTheirServer() async throws {
    let other = try FaultyServer { .file(DownloadFaultTests.file, for: $0) }
    let first = try FaultyServer { _ in .init(status: 302, headers: ["Location": other.base + "/file"]) }
    defer {
      first.stop()
      other.stop()
    }
    try await withScratch { home in
      let store = LayerStore(home: home)
      try await store.open()
      let downloads = DownloadStore(paths: store.paths, options: InstallerOptions(), progress: { _ in })
      let sum = try #require(FileSum(Sums.sha256(DownloadFaultTests.file)))
      let url = first.base.replacing("http://", with: "http://me:secret@") + "/file"
      _ = try await downloads.fetch([Artifact(name: "f", url: url, sum: sum)], for: "f")
    }
    #expect(first.requests.first?.headers["authorization"] != nil)
    #expect(other.requests.first?.headers["authorization"] == nil)
  }

  @Test func aStrongerSumIsCheckedToo() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .file(DownloadFaultTests.file, for: $0) }
      defer { server.stop() }
      let path = try await fetch(from: server, home: home, sum: Sums.integrity(DownloadFaultTests.file))
      #expect(path.lastComponent?.string == "sha512-" + Sums.sha512(DownloadFaultTests.file))
      let found = await problem { try await fetch(from: server, home: home, sum: Sums.sha512(DownloadFaultTests.other)) }
      #expect(found?.code == .downloadCorrupt && found?.message.contains("SHA-512") == true)
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aDiskThatFillsKeepsNothing() async throws {
    try await withSmallDisk(megabytes: 1) { home in
      let server = try FaultyServer { .file(DownloadFaultTests.file, for: $0) }
      defer { server.stop() }
      #expect(await problem { try await fetch(from: server, home: home, size: nil) }?.code == .diskFull)
      #expect(try left(home) == [])
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aStoreThatCannotBeWrittenIsSaid() async throws {
    try await withSmallDisk(megabytes: 8) { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      try await ExternalCommand("mount", ["-o", "remount,ro", home.string]).succeed()
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .permissionDenied && found?.message.contains("Read-only") == true, "\(String(describing: found))")
      #expect(try await installer.store.scan() == LayerScan())
    }
  }

  @Test func aClockThatJumpedTakesNoLiveDownload() async throws {
    try await withScratch { home in
      let paths = StorePaths(home: home)
      let store = LayerStore(home: home)
      try await store.open()
      let key = String(repeating: "ab", count: 32)
      let partial = PartialDownload.path(for: key, in: paths.temporary)
      try partial.write("half")
      try setTime(of: partial, to: Date(timeIntervalSinceNow: -400 * 86_400))
      let lock = try #require(try FileLock.acquireNow(PartialDownload.lock(for: key, in: paths.locks)))
      try store.sweep()
      #expect(partial.exists, "somebody is at it")
      lock.release()
      try setTime(of: partial, to: Date(timeIntervalSinceNow: 400 * 86_400))
      try store.sweep()
      #expect(partial.exists, "a file from the future is not old")
      try setTime(of: partial, to: Date(timeIntervalSinceNow: -400 * 86_400))
      try store.sweep()
      #expect(!partial.exists)
    }
  }

  @Test func aListFromTheFutureIsFetchedAgain() async throws {
    try await withScratch { home in
      let server = try FaultyServer { .init(body: Array("answer \($0.earlier)".utf8)) }
      defer { server.stop() }
      let cache = PageCache(directory: home, proxy: ProxySettings())
      let page = { String(decoding: try await cache.page(server.base + "/list"), as: UTF8.self) }
      #expect(try await page() == "answer 0")
      #expect(try await page() == "answer 0")
      let file = home.appending(try FileManager.default.contentsOfDirectory(atPath: home.string)[0])
      for days in [1.0, -1.0] {
        try setTime(of: file, to: Date(timeIntervalSinceNow: days * 86_400))
        #expect(try await page() == "answer \(days > 0 ? 1 : 2)")
      }
    }
  }

  private func setTime(of path: FilePath, to date: Date) throws {
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path.string)
  }
}
