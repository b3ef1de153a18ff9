import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Switches while a load generator that is none of ours asks without a pause.
  @Suite struct LoadTests {
    /// Answers with the text, a little later than at once, so that requests are under way in every switch.
    private static func slow(_ text: String, also line: String = "", settings: String = "") -> [String: String] {
      Projects.node(
        """
        require('http').createServer((request, response) => {
          setTimeout(() => response.end('\(text)'), 2)
        }).listen(process.env.PORT, '127.0.0.1')
        \(line)
        """
      ).merging(settings.isEmpty ? [:] : ["roost.yml": settings]) { $1 }
    }

    @Test func noRequestFailsWhileReleasesAreDeployedAndRolledBack() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("busy", Self.slow("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let verdict = try await Load.until(10_000, at: "http://127.0.0.1:\(roost.port)/app/busy/") {
          for text in ["two", "three"] {
            _ = try roost.project("busy", Self.slow(text))
            #expect(try await roost.roost("deploy", directory).status == 0)
          }
          #expect(try await roost.roost("app", "rollback", "busy").status == 0)
        }
        #expect(verdict.failures.isEmpty, "\(verdict)")
      }
    }

    @Test func noRequestFailsWhileAnExclusiveAppIsDeployed() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("busy", Self.slow("one", settings: "switch: exclusive\n"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let verdict = try await Load.until(10_000, at: "http://127.0.0.1:\(roost.port)/app/busy/") {
          for text in ["two", "three"] {
            _ = try roost.project("busy", Self.slow(text))
            #expect(try await roost.roost("deploy", directory).status == 0)
          }
        }
        #expect(verdict.failures.isEmpty, "\(verdict)")
      }
    }

    @Test func noRequestFailsWhileAReleaseIsProvenBadAndWhileOneEndsOnProbation() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("busy", Self.slow("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let end = try await roost.info("busy").dataDirectory + "/end"
        let verdict = try await Load.until(10_000, at: "http://127.0.0.1:\(roost.port)/app/busy/") {
          _ = try roost.project("busy", Self.slow("never", also: "process.exit(3)"))
          #expect(try await roost.roost("deploy", directory).status == ProblemCode.gateExited.exitStatus)
          // It serves for a while, then it is gone in the middle of its requests.
          let ending = """
            const fs = require('fs')
            setInterval(() => { if (fs.existsSync('/data/end')) process.kill(process.pid, 'SIGKILL') }, 20)
            """
          _ = try roost.project("busy", Self.slow("short", also: ending))
          #expect(try await roost.roost("deploy", directory).status == 0)
          for _ in 0..<10 { #expect(try await roost.get("busy").body == "short") }
          try #require(FileManager.default.createFile(atPath: end, contents: nil))
          try await eventually("the release before serves again") { try await roost.get("busy").body == "one" }
          try FileManager.default.removeItem(atPath: end)
        }
        #expect(verdict.failures.isEmpty, "\(verdict)")
      }
    }

    @Test func aWebSocketIsToldToComeBackWhenItsReleaseGoes() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("talking", Self.talking("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let client = """
          import asyncio, sys, websockets
          async def main():
              async with websockets.connect(sys.argv[1]) as socket:
                  print(await socket.recv(), flush=True)
                  try:
                      await socket.recv()
                  except websockets.ConnectionClosed as end:
                      print(end.rcvd.code, flush=True)
          asyncio.run(main())
          """
        let address = "ws://127.0.0.1:\(roost.port)/app/talking/"
        let visitor = try TestProcess("/usr/bin/python3", ["-c", client, address], variables: ["no_proxy": "*"])
        try await eventually("the visitor is greeted") { visitor.outputSoFar == "one\n" || !visitor.isRunning }
        _ = try roost.project("talking", Self.talking("two"))
        #expect(try await roost.roost("deploy", directory).status == 0)
        let seen = await visitor.finish()
        #expect(seen.output == "one\n1012\n", "\(seen.errors)")
      }
    }

    /// Greets in a WebSocket.
    private static func talking(_ word: String) -> [String: String] {
      Projects.node(
        """
        const server = require('http').createServer((request, response) => response.end())
        server.on('upgrade', (request, socket) => {
          const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
          const accept = require('crypto').createHash('sha1').update(key).digest('base64')
          const fields = 'Upgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept
          socket.write('HTTP/1.1 101 Switching Protocols\\r\\n' + fields + '\\r\\n\\r\\n')
          socket.write(Buffer.concat([Buffer.from([0x81, \(word.utf8.count)]), Buffer.from('\(word)')]))
        })
        server.listen(process.env.PORT, '127.0.0.1')
        """)
    }

    @Test func noRequestForAFileFailsWhileASiteIsDeployed() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("busy", ["index.html": "one"])
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let verdict = try await Load.until(10_000, at: "http://127.0.0.1:\(roost.port)/app/busy/") {
          for text in ["two", "three", "four"] {
            _ = try roost.project("busy", ["index.html": text])
            #expect(try await roost.roost("deploy", directory).status == 0)
          }
        }
        #expect(verdict.failures.isEmpty, "\(verdict)")
      }
    }
  }
}

/// `wrk`, which keeps sixteen connections busy.
private struct Load {
  struct Verdict: CustomStringConvertible {
    var requests = 0
    /// What wrk says of failures, line by line.
    var failures: [String] = []
    var description: String { "\(requests) requests, \(failures)" }
  }

  /// Repeats `body` under load until so many requests were made.
  static func until(_ requests: Int, at url: String, _ body: () async throws -> Void) async throws -> Verdict {
    var all = Verdict()
    while all.requests < requests {
      let one = try await during(url, body)
      all.requests += one.requests
      all.failures += one.failures
      guard one.requests > 0 else { return Verdict(failures: ["wrk made no request"]) }
    }
    return all
  }

  private static func during(_ url: String, _ body: () async throws -> Void) async throws -> Verdict {
    let wrk = try TestProcess("/usr/bin/env", ["wrk", "-t1", "-c16", "-d600s", "--timeout", "60s", url])
    do {
      try await body()
    } catch {
      wrk.signal(SIGKILL)
      _ = await wrk.finish()
      throw error
    }
    // It then prints what it has seen.
    wrk.signal(SIGINT)
    let output = await wrk.finish()
    let lines = output.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let total = lines.first { $0.contains(" requests in ") }?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    let failures = lines.filter { $0.hasPrefix("Socket errors") || $0.hasPrefix("Non-2xx") }
    return Verdict(requests: total, failures: failures + (output.status == 0 ? [] : [output.errors]))
  }
}
