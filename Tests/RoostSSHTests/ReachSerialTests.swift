import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import Testing

/// Ports and files of an environment on another host, through its agent.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ReachSerialTests {
  @Test func aPortThereIsReachedFromHere() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      _ = try await environment.spawn(.shell("echo served > /tmp/page; exec busybox httpd -f -p 127.0.0.1:3000 -h /tmp"))
      for await event in await environment.events() {
        guard case .portOpened(let port) = event else { continue }
        #expect(port.port == 3000 && port.process?.name == "busybox")
        break
      }
      // More than once, and side by side: each has a connection of its own.
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<5 { group.addTask { try await ask(environment, for: "/page") } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(
        answers.count == 5 && answers.allSatisfy { $0.contains(" 200 OK\r\n") && $0.hasSuffix("\r\n\r\nserved\n") }, "\(answers)")
      let closed = await #expect(throws: Problem.self) { try await environment.dial(3001) }
      #expect(closed?.code == .portNotOpen)
      try await environment.destroy(grace: .zero)
    }
  }

  @Test func filesThereAreReadFromHere() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      try await environment.mount(.directory(["note": .file(Array("hello".utf8), mode: 0o640)]), at: "/app/notes")
      let names = try await environment.listFiles("/app/notes").map(\.name)
      #expect(names == ["note"])
      let bytes = try await environment.readFile("/app/notes/note", from: 1, limit: 100)
      #expect(bytes == Array("ello".utf8))
      try await environment.removeFile("/app/notes", recursive: true)
      await #expect(throws: Problem.self) { try await environment.listFiles("/app/notes") }
      let metrics = try await environment.metrics()
      #expect(metrics.processes != nil)
      try await environment.destroy(grace: .zero)
    }
  }

  private func ask(_ environment: any Environment, for path: String) async throws -> String {
    guard case .descriptor(let number) = try await environment.dial(3000) else { return "" }
    return try await BlockingWork.run { () throws(Problem) in
      let socket = OwnedDescriptor(owning: number)
      let request = Array("GET \(path) HTTP/1.0\r\n\r\n".utf8)
      guard write(socket.number, request, request.count) == request.count else { throw .lastSystemCall("ask") }
      var answer: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        var wanted = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, 10_000) == 1 else { throw .lastSystemCall("wait for an answer") }
        let count = read(socket.number, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
        answer += buffer.prefix(count)
      }
    }
  }
}
