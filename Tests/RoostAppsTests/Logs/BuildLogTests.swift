import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostApps

/// Logs of deployments, read from real files.
@Suite struct BuildLogTests {
  private func with(_ body: (AppPaths) async throws -> Void) async throws {
    let home = FilePath(FileManager.default.temporaryDirectory.path).appending("roost-builds-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    try await body(AppPaths(home: home, app: AppID()))
  }

  private func write(_ paths: AppPaths, release: Int, deployment: Int, at: Double, _ lines: [String]) async throws {
    let log = try await DeployLog.open(paths, release: release, deployment: deployment, now: { at })
    for line in lines { log.write(.output(line)) }
  }

  private func read(
    _ paths: AppPaths, _ releases: [Int], deployment: Int? = nil, _ filter: LogFilter = LogFilter(), from: LogPosition? = nil,
    redactor: Redactor = .none
  ) async throws -> [LogLine] {
    let reader = BuildLogReader(
      paths, releases: releases, deployment: deployment, filter: filter, redactor: redactor, from: from, goesOn: nil)
    var lines: [LogLine] = []
    while let line = try await reader.next() { lines.append(line) }
    return lines
  }

  @Test func deploymentsOfOneReleaseAreApart() async throws {
    try await with { paths in
      try await write(paths, release: 1, deployment: 1, at: 100, ["first"])
      try await write(paths, release: 2, deployment: 2, at: 200, ["second", "error here"])
      try await write(paths, release: 1, deployment: 3, at: 300, ["back again"])
      #expect(try await AppBuildLogs(paths: paths).releases() == [1, 2])
      #expect(try await read(paths, [1], deployment: 3).map(\.text) == ["== deployment 3\n", "   back again\n"])
      #expect(try await read(paths, [1, 2], LogFilter(text: "err")).map(\.text) == ["   error here\n"])
      #expect(try await read(paths, [1, 2], LogFilter(since: 150)).map(\.at) == [300, 300, 200, 200, 200])
      let all = try await read(paths, [1, 2])
      for (index, line) in all.enumerated() {
        #expect(try await read(paths, [1, 2], from: line.next).map(\.text) == all[(index + 1)...].map(\.text))
      }
    }
  }

  @Test func whatBecameASecretLaterIsMasked() async throws {
    try await with { paths in
      try await write(paths, release: 1, deployment: 1, at: 100, ["token hunter2-hunter2 end", "nothing"])
      let search = LogFilter(text: "hunter2")
      #expect(try await read(paths, [1], search).map(\.text) == ["   token hunter2-hunter2 end\n"])
      let redactor = Redactor(secrets: ["hunter2-hunter2"])
      #expect(try await read(paths, [1], search, redactor: redactor).isEmpty)
      #expect(try await read(paths, [1], LogFilter(text: "token"), redactor: redactor).map(\.text) == ["   token *** end\n"])
      let all = try await read(paths, [1], redactor: redactor)
      for (index, line) in all.enumerated() {
        let rest = try await read(paths, [1], from: line.next, redactor: redactor)
        #expect(rest.map(\.text) == all[(index + 1)...].map(\.text))
      }
    }
  }

  @Test func linesAreHandedOutInOrderBatchAfterBatch() {
    var ready = ReadyLines<Int>()
    var taken: [Int] = []
    for batch in [[1, 2], [], [3]] {
      ready.add(batch)
      while let line = ready.take() { taken.append(line) }
      #expect(ready.isEmpty)
    }
    ready.add([4])
    ready.add([5])
    while let line = ready.take() { taken.append(line) }
    #expect(taken == [1, 2, 3, 4, 5])
  }

  @Test func aLogWithoutTimesIsReadToo() async throws {
    try await with { paths in
      try FileManager.default.createDirectory(atPath: paths.logs.string, withIntermediateDirectories: true)
      try "== source: /x\n!! it broke".write(
        toFile: paths.deployLog(ofRelease: 4).string, atomically: true, encoding: .utf8)
      #expect(try await read(paths, [4], deployment: 9).map(\.text) == ["== source: /x\n", "!! it broke\n"])
      #expect(try await read(paths, [4], LogFilter(until: 5)).isEmpty)
    }
  }

  @Test func theOldestGoAndThoseOfReleasesStay() async throws {
    try await with { paths in
      for release in 1...(AppBuildLogs.kept + 3) {
        try await write(paths, release: release, deployment: release, at: 1, ["x"])
      }
      try await AppBuildLogs(paths: paths).prune(keeping: [1])
      #expect(try await AppBuildLogs(paths: paths).releases() == [1] + Array(4...(AppBuildLogs.kept + 3)))
    }
  }
}
