import Glibc
import RoostEnvironments
import RoostModel
import RoostTestSupport
import Testing

/// Processes in a sandbox as their handles show them.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct ProcessSerialTests {
  @Test func offsetsLeaveNoHolesAndReplayFromAnywhere() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done"))
      let whole = try await process.finished()
      var expected: UInt64 = 0
      for chunk in whole.chunks {
        #expect(chunk.offset == expected)
        expected = chunk.nextOffset
      }
      let text = (0..<500).map { "line \($0)\n" }.joined()
      #expect(whole.output == text)
      let rest = try await process.finished(from: 1000)
      #expect(rest.output == String(text.dropFirst(1000)))
      #expect(rest.chunks.first?.offset == 1000)
      let beyond = try await process.finished(from: 1 << 40)
      #expect(beyond.output.isEmpty)
    }
  }

  @Test func manyReadersAndASlowOneGetEverything() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("head -c 3000000 /dev/zero | tr '\\0' x"))
      try await withThrowingTaskGroup(of: Int.self) { group in
        for reader in 0..<4 {
          group.addTask {
            var count = 0
            for try await chunk in process.output(from: 0) {
              count += chunk.bytes.count
              if reader == 0 { try await Task.sleep(for: .milliseconds(2)) }
            }
            return count
          }
        }
        for try await count in group { #expect(count == 3_000_000) }
      }
    }
  }

  @Test func inputIsWrittenAndEnded() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      var spec = ProcessSpec("/bin/cat")
      spec.acceptsInput = true
      let process = try await environment.spawn(spec)
      let bytes = [UInt8](repeating: UInt8(ascii: "y"), count: 300_000)
      async let finished = process.finished()
      try await process.write(bytes)
      try await process.closeInput()
      let done = try await finished
      #expect(done.exit.succeeded)
      #expect(done.output.utf8.count == bytes.count)
    }
  }

  @Test func aTerminalHasASize() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      var spec = ProcessSpec.shell("stty size; read line; stty size")
      spec.terminal = TerminalSize(columns: 101, rows: 33)
      spec.acceptsInput = true
      let process = try await environment.spawn(spec)
      async let finished = process.finished()
      try await process.resize(TerminalSize(columns: 77, rows: 22))
      try await process.write(Array("\n".utf8))
      let output = try await finished.output
      #expect(output.contains("22 77"))
    }
  }

  @Test func signalsReachTheWholeSession() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("sleep 100 & echo $!; wait"))
      for try await _ in process.output(from: 0) { break }
      try await process.signal(SIGKILL)
      #expect(try await process.exitStatus().reason == .signaled(SIGKILL))
      // The others of the session got the signal as well, and may end after their leader.
      try await eventually("the sleep is gone") { try await !environment.run("cat /proc/[0-9]*/comm").output.contains("sleep") }
      try await process.signal(SIGTERM)
    }
  }

  @Test func whatCannotBeStartedSaysWhy() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      func code(_ spec: ProcessSpec) async -> ProblemCode? {
        await #expect(throws: Problem.self) { _ = try await environment.spawn(spec) as any ProcessHandle }?.code
      }
      #expect(await code(ProcessSpec("no-such-command")) == .commandNotFound)
      #expect(await code(ProcessSpec("/etc/passwd")) == .commandNotExecutable)
      #expect(await code(ProcessSpec("")) == .usageInvalid)
      #expect(await code(ProcessSpec("true", ["a\0b"])) == .usageInvalid)
      #expect(await code(ProcessSpec("true", [String(repeating: "x", count: 2 << 20)])) == .usageInvalid)
      var elsewhere = ProcessSpec("true")
      elsewhere.workingDirectory = "/nowhere"
      #expect(await code(elsewhere) == .usageInvalid)
      #expect(try await environment.run("true").exit.succeeded)
    }
  }

  @Test func variablesKeepTheirText() async throws {
    try await SandboxFixture.with { fixture in
      var spec = fixture.spec()
      spec.variables = ["COMMON": "spec", "STRONG": "spec"]
      let environment = try await fixture.booted(spec)
      let done = try await environment.run(
        "printf '%s|' \"$COMMON\" \"$STRONG\" \"$LINES2\" \"$HOME\"", variables: ["STRONG": "own", "LINES2": "a\nb $x 'q'"])
      #expect(done.output == "spec|own|a\nb $x 'q'|/app|")
    }
  }

  @Test func theHostSeesTheProcess() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(ProcessSpec("/bin/sleep", ["100"]))
      let pid = try #require(await process.hostPID)
      #expect(try TestFile.text("/proc/\(pid)/comm") == "sleep\n")
      try await process.signal(SIGKILL)
      _ = try await process.exitStatus()
      #expect(await process.hostPID == nil)
    }
  }
}
