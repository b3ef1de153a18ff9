import Foundation
import RoostAgentProtocol
import Testing

@Suite("files", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct FileTestsSerial {
  @Test func filesDirectoriesAndLinks() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.call(.makeDirectory(path: "/app/a/b", mode: 0o750)) == .done)
      #expect(try client.call(.makeDirectory(path: "/app/a/b", mode: 0o750)) == .done)
      let half = [UInt8](repeating: 65, count: 700_000)
      #expect(try client.call(.writeFile(path: "/app/a/b/f", mode: 0o755, offset: 0, bytes: half)) == .done)
      #expect(try client.call(.writeFile(path: "/app/a/b/f", mode: 0o755, offset: 700_000, bytes: half)) == .done)
      #expect(try client.call(.writeFile(path: "/app/a/b/f", mode: 0, offset: 5, bytes: [1])) == .failed(errno: ESPIPE))
      #expect(try client.call(.makeLink(path: "/app/l", target: "a/b/f")) == .done)
      #expect(try client.call(.makeLink(path: "/app/l", target: "a/b/f")) == .done)
      let seen = try sandbox.run("stat -L -c '%s %a %u' /app/l; stat -c %a /app/a/b").output
      #expect(seen == "1400000 755 \(Sandbox.user)\n750\n")
    }
  }

  @Test func refusesWhatIsNoPlainFile() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      _ = try sandbox.run("mkfifo /app/fifo")
      let fifo = AgentRequest.writeFile(path: "/app/fifo", mode: 0o644, offset: 0, bytes: [1])
      #expect(try client.call(fifo, seconds: 1) == .failed(errno: ENXIO))
      let device = AgentRequest.writeFile(path: "/dev/null", mode: 0o644, offset: 0, bytes: [1])
      #expect(try client.call(device) == .failed(errno: EINVAL))
      for path in ["app/x", "/", "/app/../x", ""] {
        let file = AgentRequest.writeFile(path: path, mode: 0o644, offset: 0, bytes: [])
        #expect(try client.call(file) == .failed(errno: EINVAL))
      }
      let root = AgentRequest.writeFile(path: "/etc/x", mode: 0o644, offset: 0, bytes: [])
      #expect(try client.call(root) == .failed(errno: EACCES))
    }
  }
}
