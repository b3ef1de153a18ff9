import Foundation
import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostTestSupport
import SystemPackage
import Testing

/// Files that go in, and what was written coming out as a layer.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct FilesSerialTests {
  @Test func aTreeOfFilesArrives() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let large = [UInt8](repeating: UInt8(ascii: "z"), count: 3 << 20)
      try await environment.mount(
        .directory([
          "run.sh": .file(Array("#!/bin/sh\necho ran $(id -u)\n".utf8), mode: 0o755), "empty": .file([], mode: 0o600),
          "deep": .directory(["large": .file(large, mode: 0o644), "up": .link(to: "../run.sh")]),
        ]), at: "/app/site")
      let done = try await environment.run(
        "/app/site/run.sh; deep=/app/site/deep; stat -c '%s %a %u' $deep/large /app/site/empty; readlink $deep/up")
      #expect(
        done.output == "ran \(SandboxFixture.user)\n3145728 644 \(SandboxFixture.user)\n0 600 \(SandboxFixture.user)\n../run.sh\n"
      )
      try await environment.mount(.file([1], mode: 0o644), at: "/app/made/on/the/way")
      #expect(try await environment.run("stat -c %s /app/made/on/the/way").output == "1\n")
    }
  }

  @Test func hostilePathsAreRefused() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let bad: [(FileTree, String)] = [
        (.file([], mode: 0o644), "/app/../etc/x"), (.file([], mode: 0o644), "relative"),
        (.directory(["..": .directory([:])]), "/app"),
        (.directory(["a/b": .file([], mode: 0)]), "/app"), (.directory(["": .file([], mode: 0)]), "/app"),
        (.directory(["a\0b": .file([], mode: 0)]), "/app"), (.link(to: ""), "/app/l"), (.file([1], mode: 0o644), "/usr/bin/evil"),
      ]
      for (tree, path) in bad {
        await #expect(throws: Problem.self, "\(path)") { try await environment.mount(tree, at: path) }
      }
      // A link that a process made does not lead files outside of what the process may write.
      _ = try await environment.run("ln -s /etc /app/trap")
      await #expect(throws: Problem.self) { try await environment.mount(.file([1], mode: 0o644), at: "/app/trap/passwd") }
    }
  }

  @Test func bindMountsKeepToTheirMode() async throws {
    try await SandboxFixture.with { fixture in
      let shared = fixture.home.appending("shared")
      mkdir(shared.string, 0o755)
      chown(shared.string, SandboxFixture.user, SandboxFixture.user)
      var spec = fixture.spec()
      spec.mounts = [
        BindMount(source: shared.string, target: "/data", readOnly: false),
        BindMount(source: shared.string, target: "/mirror", readOnly: true),
      ]
      let environment = try await fixture.booted(spec)
      let done = try await environment.run("echo kept > /data/file; cat /mirror/file; echo no > /mirror/file || echo refused")
      #expect(done.output.contains("kept\n") && done.output.contains("refused\n"))
      #expect(try TestFile.text(shared.appending("file")) == "kept\n")
    }
  }

  @Test func whatWasWrittenBecomesALayer() async throws {
    try await SandboxFixture.with { fixture in
      let builder = try await fixture.booted()
      _ = try await builder.run("mkdir -p /app/dist; echo built > /app/dist/result; rm -f /app/none")
      let layer = fixture.home.appending("layer")
      try await builder.seal(into: layer)
      #expect(await builder.state == .destroyed)
      #expect(try entries(of: layer) == ["app", "app/dist", "app/dist/result"])
      try await builder.destroy(grace: .zero)
      var spec = fixture.spec()
      spec.layers.append(layer.string)
      let runner = try await fixture.booted(spec)
      #expect(
        try await runner.run("cat /app/dist/result; echo more > /app/dist/more; rm /app/dist/result; ls /app/dist").output
          == "built\nmore\n")
      let second = fixture.home.appending("second")
      try await runner.seal(into: second)
      spec = fixture.spec()
      spec.layers += [layer.string, second.string]
      // The file that the second layer removed stays removed.
      #expect(try await fixture.booted(spec).run("ls /app/dist").output == "more\n")
      #expect(try TestFile.text(layer.appending("app/dist/result")) == "built\n")
    }
  }

  @Test func sealingDoesNotOverwrite() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      await #expect(throws: Problem.self) { try await environment.seal(into: fixture.home) }
      #expect(await environment.state == .ready)
      try await environment.destroy(grace: .zero)
    }
  }

  private func entries(of tree: FilePath) throws -> [String] {
    guard let found = FileManager.default.enumerator(atPath: tree.string) else { return [] }
    return found.compactMap { $0 as? String }.sorted()
  }
}
