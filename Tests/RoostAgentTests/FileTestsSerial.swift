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

  @Test func manyInOneRequest() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      _ = try sandbox.run("mkdir -p /app/a /app/b; ln -s /app/b /app/way; echo long >/app/b/old; chmod 600 /app/b/old")
      let drafts = [
        FileDraft(path: "/app/a/one", content: .file([49], mode: 0o755)),
        FileDraft(path: "/app/a/link", content: .link(target: "one")),
        FileDraft(path: "/app/b/old", content: .file([], mode: 0o644)),
        FileDraft(path: "/app/way/two", content: .file([50], mode: 0o640)),
      ]
      #expect(try client.call(.putFiles(drafts)) == .done)
      let seen = try sandbox.run("cd /app; cat a/link b/two; stat -c ' %a %s %u' a/one b/old b/two").output
      #expect(seen == "12 755 1 \(Sandbox.user)\n 644 0 \(Sandbox.user)\n 640 1 \(Sandbox.user)\n")
    }
  }

  @Test(arguments: [
    ("/app/missing/x", ENOENT), ("/etc/x", EACCES), ("/app/../x", EINVAL), ("x", EINVAL), ("/app/", EINVAL), ("/app/..", EINVAL),
    ("/app/fifo", ENXIO), ("/dev/null", EINVAL), ("/proc/1/cwd/x", ELOOP), ("/app/loop", ELOOP),
  ])
  func manyInOneRequestFollowTheSameRules(_ path: String, _ errno: Int32) throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      _ = try sandbox.run("mkfifo /app/fifo; ln -s loop /app/loop")
      let drafts = [FileDraft(path: "/app/first", content: .file([1], mode: 0o644))]
      let bad = FileDraft(path: path, content: .file([1], mode: 0o644))
      #expect(try client.call(.putFiles(drafts + [bad]), seconds: 5) == .failed(errno: errno))
      #expect(try sandbox.run("stat -c %s /app/first").output == "1\n")
    }
  }
}
