import Foundation
import RoostAgentProtocol
import Testing

@Suite("time limits", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct TimeLimitTestsSerial {
  private func limited(_ line: String, _ milliseconds: UInt64) -> SpawnRequest {
    var request = SpawnRequest(arguments: ["/bin/sh", "-c", line])
    request.limitMilliseconds = milliseconds
    return request
  }

  /// The limit is long enough for the shell to have come to its `trap`.
  @Test func endsWhatTakesTooLong() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start(limited("trap 'echo asked; exit 0' TERM; sleep 30 & wait", 2_000))
      let ended = try client.finish(process)
      #expect(ended.reason == .timedOut && ended.output == "asked\n")
    }
  }

  /// As above. It is asked to end after two seconds, and killed five later.
  @Test func killsWhatDoesNotListen() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let began = Date()
      let process = try client.start(limited("trap '' TERM; sleep 30 & sleep 30; sleep 30", 2_000))
      #expect(try client.finish(process).reason == .timedOut)
      #expect(Date().timeIntervalSince(began) > 6.9)
    }
  }

  @Test func letsOthersBe() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.finish(try client.start(limited("exit 4", 60_000))).reason == .exited(4))
      #expect(try client.finish(try client.start(limited("sleep 0.4", 60_000))).reason == .exited(0))
    }
  }

  @Test func tellsWhatIsUsed() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      guard case .statistics(let before) = try client.call(.statistics) else { throw TestFailure("none") }
      #expect(try client.run(["perl", "-e", "1 while (times)[0] < 0.3"]).reason == .exited(0))
      let process = try client.start("echo ready; sleep 60; :")
      // Its program is in memory once it speaks.
      _ = try client.await("ready", from: process)
      guard case .statistics(let after) = try client.call(.statistics) else { throw TestFailure("none") }
      #expect(after.cpuMicroseconds >= before.cpuMicroseconds + 250_000)
      #expect(before.processes == 0 && (1...2).contains(after.processes) && after.memory > 100_000)
    }
  }
}
