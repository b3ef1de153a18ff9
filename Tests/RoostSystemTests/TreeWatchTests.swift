import Foundation
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@Suite struct TreeWatchTests {
  private func shell(_ line: String, in directory: FilePath) async throws {
    var command = ExternalCommand("sh", ["-c", line])
    command.workingDirectory = directory
    try await command.succeed()
  }

  /// Counts the words of a watch. A stream ends when one who waits for it is cancelled, so only one does.
  private final class Ear: Sendable {
    private let count = Atomic(0)
    private let heard = Atomic(0)

    /// How many there were.
    var words: Int { count.load(ordering: .relaxed) }

    func listen(_ changes: AsyncStream<Void>) async { for await _ in changes { count.add(1, ordering: .relaxed) } }

    /// Whether there is a word that was not told of yet.
    func hears(within time: Duration = .seconds(20)) async -> Bool {
      let deadline = ContinuousClock.now + time
      while true {
        let now = count.load(ordering: .relaxed)
        if heard.exchange(now, ordering: .relaxed) != now { return true }
        guard ContinuousClock.now < deadline else { return false }
        // Between two looks.
        try? await Task.sleep(for: .milliseconds(5))
      }
    }

    func quiet() async { while await hears(within: .milliseconds(100)) {} }
  }

  private func with(
    _ options: TreeCopyOptions = TreeCopyOptions(), ignoring: @escaping TreeWatch.Ignoring = { _, _ in false },
    after prepare: String = ":", _ body: (FilePath, TreeWatch, Ear) async throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let root = scratch.appending("root")
      try FileManager.default.createDirectory(atPath: root.appending("a/b").string, withIntermediateDirectories: true)
      try await shell(prepare, in: root)
      let watch = try TreeWatch(OpenDirectory(root, to: "watch"), options: options, ignoring: ignoring)
      let ear = Ear()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await ear.listen(watch.changes) }
        defer { watch.end() }
        try await body(root, watch, ear)
      }
    }
  }

  /// How many words there are more than there should be, when a line runs five times in a directory, each time followed by
  /// something in `root` that is one word. What is heard comes behind the rest in the same queue, so no silence is waited for;
  /// two changes may come as one word, but not each time.
  private func wordsTooMany(for line: String, in directory: FilePath, _ root: FilePath, _ ear: Ear) async throws -> Int {
    let (before, rounds) = (ear.words, 5)
    for round in 0..<rounds {
      try await shell(line, in: directory)
      #expect(mkdir(root.appending("heard\(round)").string, 0o700) == 0)
      #expect(await ear.hears(), "round \(round)")
    }
    return ear.words - before - rounds
  }

  @Test func everythingBelowIsHeard() async throws {
    try await with { root, watch, ear in
      for line in ["echo x > f", "echo x > a/b/f", "mv a/b/f a/g", "rm a/g", "chmod 700 a"] {
        try await shell(line, in: root)
        #expect(await ear.hears(), "\(line)")
        try watch.refresh()
        await ear.quiet()
      }
    }
  }

  @Test func treesThatComeLaterAreHeard() async throws {
    try await with { root, watch, ear in
      try await shell("mkdir -p n/e/w/d/e/e/p", in: root)
      #expect(await ear.hears())
      try watch.refresh()
      await ear.quiet()
      try await shell("echo x > n/e/w/d/e/e/p/f", in: root)
      #expect(await ear.hears())
    }
  }

  @Test func aQueueThatRanOverIsOneWordMore() async throws {
    try await with { root, watch, ear in
      try await shell("for i in $(seq 20000); do : > a/f; rm a/f; done", in: root)
      #expect(await ear.hears())
      try watch.refresh()
      await ear.quiet()
      try await shell("echo x > a/b/f", in: root)
      #expect(await ear.hears())
    }
  }

  @Test func linksAreNotEnteredAndLoopsEnd() async throws {
    try await with(after: "mkdir ../outside; ln -s . loop; ln -s .. up; ln -s ../outside out") { root, watch, ear in
      let outside = root.removingLastComponent().appending("outside")
      try watch.refresh()
      #expect(try await wordsTooMany(for: "echo x > f", in: outside, root, ear) == 0)
      try await shell("ln -s \(outside) another", in: root)
      #expect(await ear.hears())
    }
  }

  @Test func aDirectoryThatMovesAwayAndBackIsHeardAgain() async throws {
    try await with { root, watch, ear in
      let aside = root.removingLastComponent().appending("aside")
      #expect(rename(root.string, aside.string) == 0)
      #expect(await ear.hears(), "it left")
      #expect(rename(aside.string, root.string) == 0)
      #expect(await ear.hears(), "it came back")
      try watch.refresh()
      await ear.quiet()
      try await shell("echo x > a/b/f", in: root)
      #expect(await ear.hears())
    }
  }

  @Test func whatIsExcludedOrIgnoredIsNotHeard() async throws {
    var options = TreeCopyOptions()
    options.excludedNames = ["node_modules"]
    options.excludedBeside = ["target": "Cargo.toml"]
    try await with(
      options, ignoring: { path, isDirectory in path == "log" && isDirectory },
      after: "mkdir node_modules target log; touch Cargo.toml"
    ) { root, watch, ear in
      try watch.refresh { path, isDirectory in path == "log" && isDirectory }
      let line = "echo x > node_modules/f; echo x > target/f; echo x > log/f"
      #expect(try await wordsTooMany(for: line, in: root, root, ear) == 0)
      try await shell("rm -r log; mkdir log", in: root)
      #expect(await ear.hears())
    }
  }
}
