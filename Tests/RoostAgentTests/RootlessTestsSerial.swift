import Foundation
import RoostAgentProtocol
import Testing

/// The same without any privilege on the host.
@Suite("rootless", .serialized, .enabled(if: Sandbox.canBeRootless, "needs user namespaces"))
struct RootlessTestsSerial {
  @Test func runsAndConfines() throws {
    try Sandbox.withoutPrivileges { sandbox in
      let client = try sandbox.connect()
      let ended = try client.run([
        "/bin/sh", "-c",
        "id -u; grep -E 'CapBnd|CapEff|NoNewPrivs|Seccomp:' /proc/self/status | cut -f2; echo x > /app/f; echo y > /etc/f",
      ])
      #expect(ended.output == "\(Sandbox.nobody)\n0000000000000000\n0000000000000000\n1\n2\n")
      #expect(ended.reason != .exited(0))
      #expect(FileManager.default.fileExists(atPath: sandbox.directory + "/upper/app/f"))
      #expect(try sandbox.shows("not permitted", from: "unshare -U true"))
    }
  }

  @Test func announcesPortsAndDials() throws {
    try Sandbox.withoutPrivileges { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      let process = try client.startListener(port: 3000)
      let pid = try #require(try client.record(of: process)?.pid)
      let owner = PortProcess(pid: pid, command: "perl")
      let opened = AgentMessage.portOpened(PortRecord(port: 3000, address: [127, 0, 0, 1], process: owner))
      _ = try client.next { $0 == events && $1 == opened }
      #expect(try client.call(.dial(port: 3000)) == .dialed)
      let socket = FileHandle(fileDescriptor: try client.takeDescriptor(), closeOnDealloc: true)
      try eventually("it greets") { (try? socket.read(upToCount: 6)) == Data("hello\n".utf8) }
      #expect(try client.call(.signal(process: process, signal: SIGTERM)) == .done)
      let closed = AgentMessage.portClosed(PortRecord(port: 3000, address: [127, 0, 0, 1], process: owner))
      _ = try client.next { $0 == events && $1 == closed }
    }
  }

  @Test func terminalAndShutdown() throws {
    try Sandbox.withoutPrivileges { sandbox in
      let client = try sandbox.connect()
      var request = SpawnRequest(arguments: ["/bin/sh", "-c", "tty; stty size"])
      request.terminal = TerminalShape(columns: 90, rows: 30)
      #expect(try client.finish(try client.start(request)).text(.terminal) == "/dev/pts/0\r\n30 90\r\n")
      #expect(try client.call(.shutdown(graceMilliseconds: 100)) == .done)
      try sandbox.waitUntilGone()
    }
  }

  @Test func refusesANetwork() throws {
    try Sandbox.scratch { sandbox in
      sandbox.spec.isRootless = true
      sandbox.spec.network = BootNetwork(
        hostInterface: "x", hostAddress: [10, 0, 0, 1], guestAddress: [10, 0, 0, 2], prefixLength: 30, gateway: nil)
      #expect(throws: BootFailure.self) { try sandbox.boot() }
    }
  }
}
