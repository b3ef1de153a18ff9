import Foundation
import RoostAgentProtocol
import Testing

@Suite("processes", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct ProcessTestsSerial {
  @Test func exitCodeAndBothStreams() throws {
    try Sandbox.with { sandbox in
      let ended = try sandbox.run("echo out; echo err >&2; exit 7")
      #expect(ended.reason == .exited(7))
      #expect(ended.output == "out\n")
      #expect(ended.errors == "err\n")
      #expect(try sandbox.run("kill -SEGV $$").reason == .signaled(SIGSEGV))
    }
  }

  @Test func variablesAndWorkingDirectory() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let print = ["/bin/sh", "-c", "printf %s \"$TEXT|$HOME|$PWD\""]
      let ended = try client.run(print, variables: ["TEXT=two\nlines = \"ü\"", "HOME=/tmp"])
      #expect(ended.output == "two\nlines = \"ü\"|/tmp|/app")
      var request = SpawnRequest(arguments: ["pwd"])
      request.workingDirectory = "/usr"
      #expect(try client.finish(try client.start(request)).output == "/usr\n")
    }
  }

  @Test(arguments: [
    (["no-such-command"], SpawnFailure.Stage.execute, ENOENT), (["/etc/hosts"], .execute, EACCES),
    (["/usr/bin"], .execute, EACCES), ([], .arguments, EINVAL), (["/etc/hosts/x"], .execute, ENOTDIR),
  ])
  func refusals(arguments: [String], stage: SpawnFailure.Stage, errno: Int32) throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let refused = AgentMessage.refused(SpawnFailure(stage: stage, errno: errno))
      #expect(try client.call(.spawn(SpawnRequest(arguments: arguments))) == refused)
      #expect(try client.run(["true"]).number == 1, "a refusal takes no number")
    }
  }

  @Test func refusesMissingDirectoryAndNamelessVariable() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let nowhere = SpawnRequest(arguments: ["true"], workingDirectory: "/none")
      let missing = AgentMessage.refused(SpawnFailure(stage: .workingDirectory, errno: ENOENT))
      #expect(try client.call(.spawn(nowhere)) == missing)
      let nameless = SpawnRequest(arguments: ["true"], variables: ["=x"])
      let invalid = AgentMessage.refused(SpawnFailure(stage: .arguments, errno: EINVAL))
      #expect(try client.call(.spawn(nameless)) == invalid)
    }
  }

  @Test func inputArrivesAndEnds() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start("cat; echo end", acceptsInput: true)
      let text = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
      #expect(try client.call(.write(process: process, bytes: text)) == .done)
      #expect(try client.call(.closeInput(process: process)) == .done)
      let ended = try client.finish(process)
      #expect(ended.output.utf8.count == 300_004)
      #expect(try client.call(.write(process: process, bytes: [1])) == .failed(errno: EPIPE))
    }
  }

  @Test func readsEndOfFileWithoutInput() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start("cat; echo end")
      #expect(try client.finish(process).output == "end\n")
      let other = try client.start("sleep 5")
      #expect(try client.call(.write(process: other, bytes: [1])) == .failed(errno: EBADF))
    }
  }

  @Test func signalsReachTheWholeSession() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      // Job control puts the second sleep into a process group of its own.
      let process = try client.start("sleep 1001 & set -m; sleep 1002 & echo ready; wait; wait")
      _ = try client.await("ready", from: process)
      #expect(try sandbox.shows("sleep 1002", from: "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))
      #expect(try client.call(.signal(process: process, signal: SIGTERM)) == .done)
      #expect(try client.exit(of: process) == .signaled(SIGTERM))
      try eventually("both sleeps are gone") { try !sleeps(in: sandbox) }
      #expect(try client.call(.signal(process: process, signal: SIGTERM)) == .failed(errno: ESRCH))
      #expect(try client.call(.signal(process: 99, signal: SIGTERM)) == .failed(errno: ESRCH))
    }
  }

  private func sleeps(in sandbox: Sandbox) throws -> Bool {
    try sandbox.run("cat /proc/[0-9]*/comm").output.contains("sleep")
  }

  @Test func orphansEndWithTheSandbox() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let ended = try client.run(["/bin/sh", "-c", "(setsid sleep 1003 >/dev/null 2>&1 &) ; exit 3"])
      #expect(ended.reason == .exited(3))
      try eventually("the orphan sleeps") { try sleeps(in: sandbox) }
      #expect(try client.call(.shutdown(graceMilliseconds: 1000)) == .done)
      #expect(try client.isEnded())
      try sandbox.waitUntilGone()
    }
  }

  @Test func shutdownAsksThenInsistsAndRecordsHow() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let polite = try client.start("trap 'exit 4' TERM; echo ready; while :; do sleep 0.01; done")
      let deaf = try client.start("trap '' TERM; echo ready; while :; do sleep 0.01; done")
      for process in [polite, deaf] { _ = try client.await("ready", from: process) }
      #expect(try client.call(.shutdown(graceMilliseconds: 2_000)) == .done)
      try sandbox.waitUntilGone(seconds: 20)
      let file = try Data(contentsOf: URL(fileURLWithPath: sandbox.directory + "/journal/exits"))
      let reasons = ExitRecord.all(in: Array(file)).map { ($0.process, $0.reason) }.sorted { $0.0 < $1.0 }
      #expect(reasons.map(\.0) == [polite, deaf])
      #expect(reasons.map(\.1) == [.exited(4), .destroyed])
    }
  }

  @Test func eventsTellStartsAndEnds() throws {
    try Sandbox.with { sandbox in
      let (watcher, client) = (try sandbox.connect(), try sandbox.connect())
      let running = try client.start("sleep 1004")
      let channel = try watcher.send(.subscribe)
      guard case .processStarted(running, _) = try watcher.next(on: channel) else { throw TestFailure("no state") }
      #expect(try watcher.next(on: channel) == .caughtUp)
      let other = try client.run(["false"]).number
      guard case .processStarted(other, _) = try watcher.next(on: channel) else { throw TestFailure("no start") }
      guard case .processExited(let record) = try watcher.next(on: channel) else { throw TestFailure("no end") }
      #expect(record.process == other && record.reason == .exited(1))
    }
  }
}
