import Foundation
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@Suite struct ExternalCommandTests {
  @Test func keepsBothStreamsAndTheStatus() async throws {
    let result = try await ExternalCommand("sh", ["-c", "echo out; echo err >&2; exit 3"]).run()
    #expect(result == CommandResult(status: .exited(3), standardOutput: "out\n", standardError: "err\n"))
  }

  @Test func aMissingToolSaysWhichPackageBringsIt() async {
    let found = await problem { try await ExternalCommand("mmdebstrap-that-is-not", []).run() }
    #expect(found?.code == .toolMissing)
    #expect(RequiredTool.missing("nft").hint == "apt-get install -y nftables")
  }

  @Test func aFailureShowsTheLastLines() async {
    let found = await problem { try await ExternalCommand("sh", ["-c", "seq 1 100 >&2; exit 1"]).succeed() }
    #expect(found?.code == .toolFailed)
    #expect(found?.cause?.hasSuffix("99\n100") == true)
    #expect(found?.cause?.hasPrefix("89") == true)
  }

  @Test func theTimeoutEndsEverythingItStarted() async throws {
    try await withScratch { scratch in
      let mark = scratch.appending("pid")
      var command = ExternalCommand("sh", ["-c", "sleep 600 & echo $! > \(mark); wait"])
      command.timeout = .seconds(3)
      let found = await problem { try await command.run() }
      #expect(found?.code == .timeout)
      let child = try #require(Int32(try mark.read().split(separator: "\n")[0]))
      #expect(try await isGone(child))
    }
  }

  @Test func cancellationEndsIt() async throws {
    try await withScratch { scratch in
      let fifo = scratch.appending("started")
      #expect(mkfifo(fifo.string, 0o600) == 0)
      let task = Task { try await ExternalCommand("sh", ["-c", "echo $$ > \(fifo); exec sleep 600"]).run() }
      // Opening the pipe waits for the command, so that it runs when it is cancelled.
      let text = try await BlockingWork.run { () throws in
        try FileHandle(forReadingFrom: URL(fileURLWithPath: fifo.string)).readToEnd()
      }
      task.cancel()
      let found = await problem { try await task.value }
      #expect(found?.code == .cancelled)
      let pid = try #require(Int32(String(decoding: text ?? Data(), as: UTF8.self).split(separator: "\n")[0]))
      #expect(try await isGone(pid))
    }
  }

  @Test func tooMuchOutputIsAProblem() async {
    var command = ExternalCommand("sh", ["-c", "yes"])
    command.outputLimit = 100_000
    #expect(await problem { try await command.run() }?.message.contains("wrote more than") == true)
  }

  @Test func linesArriveWhole() async throws {
    let lines = Mutex<[String]>([])
    try await ExternalCommand("sh", ["-c", "printf 'one\\ntwo\\rthr'; printf 'ee\\n'; printf last"]).succeed { line in
      lines.withLock { $0.append(line) }
    }
    #expect(lines.withLock { $0 } == ["one", "two", "three", "last"])
  }

  @Test func argumentsAreNotReadByAShell() async throws {
    let result = try await ExternalCommand("printf", ["%s|", "$(id)", "a b", "'"]).succeed()
    #expect(result.standardOutput == "$(id)|a b|'|")
    #expect(ExternalCommand("echo", ["a b", "it's", "x=1"]).text == "echo 'a b' 'it'\\''s' x=1")
  }

  @Test func variablesAreAddedAndRemoved() async throws {
    var command = ExternalCommand("sh", ["-c", "echo \"$ROOST_A:${HOME-none}\""])
    command.variables["ROOST_A"] = "1"
    command.variables["HOME"] = .some(nil)
    #expect(try await command.succeed().standardOutput == "1:none\n")
  }

  @Test func aPairPassesDataAndTellsTheFirstFailure() async throws {
    try await withScratch { scratch in
      let target = scratch.appending("sum")
      let writer = ExternalCommand("sh", ["-c", "head -c 10000000 /dev/zero"])
      try await CommandPair(writer, into: ExternalCommand("sh", ["-c", "wc -c > \(target)"])).succeed()
      #expect(try target.read() == "10000000\n")
      let failing = ExternalCommand("sh", ["-c", "echo no >&2; exit 4"])
      let found = await problem { try await CommandPair(failing, into: ExternalCommand("cat", [])).succeed() }
      #expect(found?.cause == "no")
      let deaf = await problem {
        try await CommandPair(writer, into: ExternalCommand("sh", ["-c", "echo deaf >&2; exit 5"])).succeed()
      }
      #expect(deaf?.cause == "deaf")
    }
  }

  /// A killed process may take a moment to vanish; its parent may have to be told.
  private func isGone(_ pid: Int32) async throws -> Bool {
    for _ in 0..<100 {
      let state = (try? FilePath("/proc/\(pid)/stat").read())?.split(separator: " ").dropFirst(2).first
      if state == nil || state == "Z" { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
