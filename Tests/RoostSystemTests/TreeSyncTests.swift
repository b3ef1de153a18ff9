import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct TreeSyncTests {
  /// A directory and a copy of it that was brought into step.
  private struct Pair {
    let from: FilePath
    let to: FilePath
    let source: OpenDirectory

    init(_ scratch: FilePath) throws {
      (from, to) = (scratch.appending("from"), scratch.appending("to"))
      for directory in [from, to] {
        try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
      }
      source = try OpenDirectory(from, to: "read", followsLinks: false)
    }

    func bring(_ options: TreeCopyOptions = TreeCopyOptions(), ignoring: @escaping TreeWatch.Ignoring = { _, _ in false })
      async throws
      -> [String]
    { try await TreeSync.bring(to, inStepWith: source, options: options, ignoring: ignoring).sorted() }

    func shell(_ line: String) async throws {
      var command = ExternalCommand("sh", ["-c", line])
      command.workingDirectory = from
      try await command.succeed()
    }

    func agree() async throws -> Bool {
      try await ExternalCommand("diff", ["-r", "--no-dereference", from.string, to.string]).run().succeeded
    }
  }

  @Test func everyChangeArrivesAndNothingElseIsTouched() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("mkdir -p a/b/c; echo 1 > a/b/c/f; echo 1 > g; ln -s g l; mkdir gone; echo x > gone/x")
      #expect(try await pair.bring().count == 4)
      #expect(try await pair.bring().isEmpty)
      try await pair.shell(
        "echo 22 > a/b/c/f; rm -r gone; rm l; ln -s a l; mkdir -p new/deep/er; echo n > new/deep/er/f; chmod 755 g")
      #expect(try await pair.bring() == ["a/b/c/f", "g", "gone", "l", "new/deep/er/f"])
      #expect(try await pair.agree())
      try await pair.shell("rm -r a; echo now a file > a; rm g; mkdir g; echo x > g/x")
      #expect(try await pair.bring() == ["a", "g/x"])
      #expect(try await pair.agree())
    }
  }

  @Test func aStormOfRenamesEndsInStep() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("mkdir d; for i in $(seq 50); do echo $i > d/$i; done")
      _ = try await pair.bring()
      async let storm: Void = pair.shell(
        "for i in $(seq 300); do mv d e; mv e d; mv d/1 d/x$i; mv d/x$i d/1; done; echo end > d/end")
      for _ in 0..<20 { _ = try? await pair.bring() }
      try await storm
      _ = try await pair.bring()
      #expect(try await pair.agree())
    }
  }

  @Test func namesThatAreNoTextAreCopiedAndRemoved() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("f=$(printf 'caf\\351'); mkdir \"$f\"; echo x > \"$f/f\"; echo y > \"$f.txt\"")
      #expect(try await pair.bring().count == 2)
      #expect(try await pair.agree())
      try await pair.shell("rm -r caf*")
      #expect(try await pair.bring().count == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: pair.to.string).isEmpty)
    }
  }

  @Test func linksAreNeverFollowed() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("ln -s . loop; ln -s / root; ln -s ../to/x out; echo 1 > f")
      #expect(try await pair.bring().count == 4)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: pair.to.appending("root").string) == "/")
      // A link where a directory was is a link there too, and what it leads to stays.
      let other = scratch.appending("other")
      try FileManager.default.createDirectory(atPath: other.string, withIntermediateDirectories: false)
      try other.appending("kept").write("kept")
      try await pair.shell("mkdir d; echo x > d/x")
      _ = try await pair.bring()
      try await pair.shell("rm -r d; ln -s \(other) d")
      _ = try await pair.bring()
      #expect(try other.appending("kept").read() == "kept")
      try await pair.shell("rm d")
      _ = try await pair.bring()
      #expect(try other.appending("kept").read() == "kept")
    }
  }

  @Test func whatIsIgnoredStaysAsItWasCopied() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("mkdir log target; echo 1 > log/a; echo 1 > f; echo 1 > target/x; touch Cargo.toml")
      _ = try await pair.bring()
      try await pair.shell("echo 22 > log/a; rm -r target; echo 22 > f")
      var options = TreeCopyOptions()
      options.excludedBeside = ["target": "Cargo.toml"]
      #expect(try await pair.bring(options) { path, isDirectory in path == "log" && isDirectory } == ["f"])
      #expect(try pair.to.appending("log/a").read() == "1\n" && pair.to.appending("target/x").read() == "1\n")
      try await pair.shell("rm -r log")
      #expect(try await pair.bring { path, _ in path == "nothing" } == ["log", "target"], "what is gone is not ignored")
    }
  }

  @Test func anotherDirectoryInItsPlaceIsRefused() async throws {
    try await withScratch { scratch in
      let pair = try Pair(scratch)
      try await pair.shell("echo mine > f")
      _ = try await pair.bring()
      let aside = scratch.appending("aside")
      #expect(rename(pair.from.string, aside.string) == 0)
      #expect(symlink("/etc", pair.from.string) == 0)
      #expect(throws: Problem.self) { try pair.source.checkThatItIsThere() }
      #expect(throws: Problem.self) { try OpenDirectory(pair.from, to: "read", expecting: pair.source.identity) }
      #expect(throws: Problem.self) { try OpenDirectory(pair.from, to: "read", followsLinks: false) }
      #expect(try await pair.bring().isEmpty, "what is open is the old one")
      unlink(pair.from.string)
      #expect(rename(aside.string, pair.from.string) == 0)
      try pair.source.checkThatItIsThere()
      try await pair.shell("echo more > g")
      #expect(try await pair.bring() == ["g"])
    }
  }
}
