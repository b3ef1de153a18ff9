import CRoost
import Foundation
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostMachine

/// The bridge keeps a machine's time too: what runs in a machine may have its agent in its power.
struct BridgeTimeTests {
  @Test("a process that outlasts its time is killed by the bridge, and no other") func kills() async throws {
    try await bridge(endAfter: 300) { process, bridge in
      #expect(await process.waitForEnd(within: .seconds(20)))
      #expect(bridge.isAlive)
    }
  }

  @Test("before its time it is left alone, though the bridge ends") func lets() async throws {
    try await bridge(endAfter: 60_000) { process, bridge in
      bridge.kill()
      #expect(await bridge.waitForEnd(within: .seconds(20)))
      #expect(process.isAlive)
    }
  }

  private func bridge(
    endAfter milliseconds: Int, _ body: (_ process: AgentProcess, _ bridge: AgentProcess) async throws -> Void
  ) async throws {
    try await ScratchDirectory.with("bridge") { home in
      let directory = open(home.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { close(directory) }
      let stream = roost_unix_listen(directory, "stream.sock", 4)
      defer { close(stream) }
      let log = home.appending("log")
      let sleeper = try #require(AgentProcess(pid: try DetachedCommand(tool: "sleep", arguments: ["300"], log: log).start()))
      defer { sleeper.kill() }
      var command = DetachedCommand(tool: TestExecutables.agent.string, arguments: [], log: log)
      command.arguments = ["bridge", "--accept", home.appending("agent.sock").string, "--stream"]
      command.arguments += [home.appending("stream.sock").string, "--end-after", "\(milliseconds)"]
      _ = try command.descriptors.add(OwnedDescriptor(owning: roost_process_hold(sleeper.pid)))
      let bridge = try #require(AgentProcess(pid: try command.start()))
      defer { bridge.kill() }
      try await body(sleeper, bridge)
    }
  }
}
