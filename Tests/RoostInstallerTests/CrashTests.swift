import Foundation
import InstallerFixture
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// `kill -9` of a real installing process, at each event it reports and at moments in between.
@Suite struct CrashTests {
  /// Runs the probe until it dies at its event number `event`, or `microseconds` after that. Answers with what it wrote.
  private func kill(home: FilePath, server: FaultyServer, atEvent event: Int, after microseconds: Int = 0) async throws
    -> [Substring]
  {
    try await CrashProbe(
      home: home, index: server.base + "/simple", scenario: .installOne, fuse: .event, number: event, microseconds: microseconds
    ).run()
  }

  /// What a killed install left is nothing or a whole layer, and the next install works and cleans up.
  private func checkAndRecover(home: FilePath, server: FaultyServer) async throws {
    let scan = try await LayerStore(home: home).scan()
    #expect(scan.broken.isEmpty)
    for layer in scan.layers {
      #expect(try await ExternalCommand(layer.tree + "/usr/local/bin/tiny", []).succeed().standardOutput == "tiny 1.2.0\n")
    }
    let installer = try await TestInstaller.tiny(home: home, server: server)
    let layers = try await installer.install(["tiny"], progress: { _ in })
    #expect(layers.count == 1)
    try await installer.store.expectClean(layers: 1)
  }

  @Test(.timeLimit(.minutes(3))) func killedAtEveryEvent() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 3_000_000)).serve()
    defer { server.stop() }
    var event = 1
    while true {
      let ended = try await withScratch { home in
        let lines = try await kill(home: home, server: server, atEvent: event)
        try await checkAndRecover(home: home, server: server)
        return lines.last == "ended"
      }
      if ended { break }
      event += 1
    }
    // plan, download, transfer(s), finished, unpack, finished, verify, finished, publish, finished, installed
    #expect(event > 9)
  }

  @Test(.timeLimit(.minutes(3)), arguments: [500, 2000, 5000, 9000, 14_000, 22_000, 35_000, 60_000])
  func killedInBetween(_ microseconds: Int) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 3_000_000)).serve()
    defer { server.stop() }
    try await withScratch { home in
      _ = try await kill(home: home, server: server, atEvent: 3, after: microseconds)
      try await checkAndRecover(home: home, server: server)
    }
  }

  @Test func killedInTheMiddleOfABody() async throws {
    let index = TinyIndex(wheel: TinyIndex.wheel(padding: 3_000_000))
    let server = try FaultyServer { request in
      if let page = index.page(request) { return page }
      var answer = FaultyServer.Answer.file(index.wheel, for: request)
      if request.earlier == 0 { (answer.sent, answer.stalls) = (1_500_000, true) }
      return answer
    }
    defer { server.stop() }
    try await withScratch { home in
      // The third event tells of the first bytes; the rest never comes.
      _ = try await kill(home: home, server: server, atEvent: 3)
      #expect(try await LayerStore(home: home).scan() == LayerScan())
      try await checkAndRecover(home: home, server: server)
      let ranges = server.requests.filter { $0.path == TinyIndex.filePath }.map(\.from)
      #expect(ranges.count == 2 && (ranges[1] ?? 0) > 0)
    }
  }
}
