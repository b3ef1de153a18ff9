import Foundation
import RoostAgentProtocol
import Testing

@Suite("terminals", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct TerminalTestsSerial {
  @Test func isControllingAndResizes() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let program = "trap 'echo resized' WINCH; tty; stty size; until read a; do :; done; stty size; exec cat"
      var request = SpawnRequest(arguments: ["/bin/sh", "-c", program])
      request.terminal = TerminalShape(columns: 101, rows: 33)
      let process = try client.start(request)
      let first = try client.await("33 101", from: process)
      #expect(first.contains("/dev/pts/0"))
      #expect(try client.call(.resize(process: process, columns: 80, rows: 24)) == .done)
      #expect(try client.call(.write(process: process, bytes: Array("a\n".utf8))) == .done)
      #expect(try client.await("24 80", from: process).contains("resized"))
      #expect(try client.call(.write(process: process, bytes: Array("hello\n".utf8))) == .done)
      _ = try client.await("hello\r\nhello", from: process)
      // The interrupt character reaches the foreground through the terminal.
      #expect(try client.call(.write(process: process, bytes: [3])) == .done)
      #expect(try client.exit(of: process) == .signaled(SIGINT))
    }
  }

  @Test func endOfInputIsTyped() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      var request = SpawnRequest(arguments: ["cat"])
      request.terminal = TerminalShape(columns: 80, rows: 24)
      let process = try client.start(request)
      #expect(try client.call(.closeInput(process: process)) == .done)
      let ended = try client.finish(process)
      #expect(ended.reason == .exited(0), "\(ended.text(.terminal))")
    }
  }

  @Test func pipesHaveNoSize() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start("sleep 5")
      #expect(try client.call(.resize(process: process, columns: 1, rows: 1)) == .failed(errno: ENOTTY))
    }
  }
}
