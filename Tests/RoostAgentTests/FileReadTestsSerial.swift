import Foundation
import RoostAgentProtocol
import Testing

@Suite("reading files", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct FileReadTestsSerial {
  @Test func readsPortions() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.run(["sh", "-c", "printf abcdef > /app/f; mkfifo /app/p; ln -s f /app/l"]).reason == .exited(0))
      #expect(try client.call(.readFile(path: "/app/f", offset: 2, limit: 3)) == .content(Array("cde".utf8)))
      #expect(try client.call(.readFile(path: "/app/l", offset: 4, limit: 99)) == .content(Array("ef".utf8)))
      #expect(try client.call(.readFile(path: "/app/f", offset: .max, limit: 1)) == .content([]))
      #expect(try client.call(.readFile(path: "/app", offset: 0, limit: 1)) == .failed(errno: EISDIR))
      #expect(try client.call(.readFile(path: "/app/p", offset: 0, limit: 1)) == .failed(errno: EINVAL))
      #expect(try client.call(.readFile(path: "/app/../etc/passwd", offset: 0, limit: 1)) == .failed(errno: EINVAL))
      #expect(try client.call(.readFile(path: "/proc/self/fd/0", offset: 0, limit: 1)) == .failed(errno: ELOOP))
      #expect(try client.call(.readFile(path: "/app/none", offset: 0, limit: 1)) == .failed(errno: ENOENT))
    }
  }

  @Test func listsInPages() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let line =
        "mkdir /app/d; cd /app/d; i=0; while [ $i -lt 1500 ]; do : > f$i; i=$((i+1)); done; mkdir e; ln -s x l; echo hi > a"
      #expect(try client.run(["sh", "-c", line]).reason == .exited(0))
      var (entries, more) = ([EntryRecord](), true)
      while more {
        let message = try client.call(.listDirectory(path: "/app/d", after: entries.last?.name ?? ""))
        guard case .entries(let page, let hasMore) = message else { throw TestFailure("\(message)") }
        entries += page
        more = hasMore
      }
      #expect(entries.count == 1503 && entries.map(\.name) == entries.map(\.name).sorted())
      #expect(entries.first?.name == "a" && entries.first?.size == 3 && entries.first?.kind == .file)
      #expect(entries.filter { $0.kind == .directory }.map(\.name) == ["e"])
      #expect(entries.filter { $0.kind == .link }.map(\.name) == ["l"])
      guard case .entries(let root, _) = try client.call(.listDirectory(path: "/", after: "")) else { throw TestFailure("/") }
      #expect(root.contains { $0.name == "app" && $0.kind == .directory })
    }
  }

  @Test func removes() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let line =
        "mkdir -p /app/d/x/y /app/keep; cd /app/d; i=0; while [ $i -lt 700 ]; do : > x/$i; i=$((i+1)); done; ln -s /app/keep x/l; : > /app/keep/f"
      #expect(try client.run(["sh", "-c", line]).reason == .exited(0))
      #expect(try client.call(.remove(path: "/app/d", recursive: false)) == .failed(errno: ENOTEMPTY))
      #expect(try client.call(.remove(path: "/app/d", recursive: true)) == .done)
      #expect(try client.run(["sh", "-c", "ls /app; ls /app/keep"]).output == "keep\nf\n")
      #expect(try client.call(.remove(path: "/app/d", recursive: true)) == .failed(errno: ENOENT))
      #expect(try client.call(.remove(path: "/app/keep/f", recursive: false)) == .done)
    }
  }
}
