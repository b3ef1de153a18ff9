import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct DevTests {
    private static let node = """
      require('http').createServer((_, answer) => answer.end(require('fs').readFileSync('text', 'utf8') + 'one'))
        .listen(process.env.PORT, '127.0.0.1')
      """
    private static let python = """
      import http.server, os
      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              self.send_response(200); self.end_headers(); self.wfile.write(b"one")
      http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
      """

    private func follow(
      _ name: String, _ files: [String: String], _ roost: RoostFixture, _ body: (String, TestProcess) async throws -> Void
    ) async throws {
      let directory = try roost.project(name, files)
      let dev = try roost.start(["dev", directory, "--name", name, "--yes"])
      try await cleaning({
        dev.signal(SIGINT)
        _ = await dev.finish()
      }) {
        try await eventually(within: .seconds(120), "it is followed") {
          #expect(dev.isRunning, "\(dev.errorsSoFar)")
          return dev.errorsSoFar.contains("watch")
        }
        try await body(directory, dev)
      }
    }

    private func change(_ file: String, _ old: String, _ new: String) throws {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains(old))
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: URL(fileURLWithPath: file))
    }

    @Test func filesAreServedAsTheyChange() async throws {
      try await RoostFixture.with { roost in
        try await follow("devsite", ["index.html": "one", ".gitignore": "*.log\n"], roost) { directory, dev in
          #expect(try await roost.get("devsite").body == "one")
          try Data("two".utf8).write(to: URL(fileURLWithPath: directory + "/index.html"))
          try await eventually("the new page is served") { try await roost.get("devsite").body == "two" }
          try Data("x".utf8).write(to: URL(fileURLWithPath: directory + "/a.log"))
          try Data("three".utf8).write(to: URL(fileURLWithPath: directory + "/more.html"))
          try await eventually("the new file is served") {
            try await roost.get("devsite", "/more.html").body == "three"
          }
          #expect(try await roost.get("devsite", "/a.log").status == 404, "git ignores it")

          let aside = directory + "-aside"
          try FileManager.default.moveItem(atPath: directory, toPath: aside)
          try FileManager.default.createSymbolicLink(atPath: directory, withDestinationPath: "/etc")
          try await eventually("it is said") { dev.errorsSoFar.contains("is not the directory any more") }
          #expect(try await roost.get("devsite", "/passwd").status == 404)
          try FileManager.default.removeItem(atPath: directory)
          try FileManager.default.moveItem(atPath: aside, toPath: directory)
          try Data("four".utf8).write(to: URL(fileURLWithPath: directory + "/index.html"))
          try await eventually("it is followed again") { try await roost.get("devsite").body == "four" }
        }
      }
    }

    @Test func nodeIsStartedAgain() async throws {
      try await RoostFixture.with { roost in
        try await follow("devnode", ["server.js": Self.node, "text": "text "], roost) { directory, _ in
          #expect(try await roost.get("devnode").body == "text one")
          try change(directory + "/server.js", "'one'", "'two'")
          try await eventually("the new code answers") { try await roost.get("devnode").body == "text two" }
        }
        #expect(try await roost.get("devnode").body == "text two", "it goes on with the files it has")
      }
    }

    @Test func pythonIsStartedAgain() async throws {
      try await RoostFixture.with { roost in
        try await follow("devpython", ["main.py": Self.python, "requirements.txt": ""], roost) { directory, _ in
          #expect(try await roost.get("devpython").body == "one")
          try change(directory + "/main.py", "b\"one\"", "b\"two\"")
          try await eventually("the new code answers") { try await roost.get("devpython").body == "two" }
        }
      }
    }
  }
}
