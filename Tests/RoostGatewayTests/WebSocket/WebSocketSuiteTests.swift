import RoostGateway
import RoostModel
import RoostTestSupport
import Testing

/// The cases of the usual WebSocket suites, played against an echo server of another make: directly, below the app's
/// path and on the app's host. The gateway changes not one byte of either side, right or wrong.
@Suite struct WebSocketSuiteTests {
  @Test(arguments: ["sizes", "controls", "forbidden", "fragments", "texts", "closes", "large", "compressed"])
  func everythingPassesUnchanged(group: String) async throws {
    let cases = try #require(WebSocketSuiteTests.groups[group])
    try await EchoServer.with { server in
      try await withGateway { (gateway, port) async throws in
        gateway.setRoute(try name("echo"), to: server.target)
        let direct = WebSocketClient(port: server.port, path: "/", host: "echo.test")
        let ways = [
          WebSocketClient(port: port, path: "/app/echo/", host: "roost.test"),
          WebSocketClient(port: port, path: "/", host: "echo.localhost:8080"),
        ]
        for script in cases {
          let (expected, seen) = try await onThread { (try direct.play(script), try ways.map { try $0.play(script) }) }
          #expect(expected.status != 0)
          for transcript in seen { #expect(transcript == expected, "\(script.name)") }
        }
      }
    }
  }

  private static let groups: [String: [WebSocketCase]] = [
    "sizes": WebSocketCase.sizes, "controls": WebSocketCase.controls, "forbidden": WebSocketCase.forbidden,
    "fragments": WebSocketCase.fragments, "texts": WebSocketCase.texts, "closes": WebSocketCase.closes,
    "large": WebSocketCase.large,
    "compressed": WebSocketCase.compressed,
  ]

  /// What the cases are worth: the server tells right from wrong as the suites want it.
  @Test func theServerItselfKnowsTheRules() async throws {
    try await EchoServer.with { server in
      let client = WebSocketClient(port: server.port, path: "/", host: "echo.test")
      let codes = try await onThread {
        try [WebSocketCase.sizes[3], WebSocketCase.forbidden[0], WebSocketCase.texts[4], WebSocketCase.large[3]].map {
          Array(try client.play($0).frames.suffix(200).drop { $0 != 0x88 }.dropFirst(2).prefix(2))
        }
      }
      #expect(codes == [[3, 0xE8], [3, 0xEA], [3, 0xEF], [3, 0xF1]])
    }
  }

  /// A real client learns that the service restarts.
  @Test func aDrainedClientLearnsWhy() async throws {
    try await EchoServer.with { server in
      try await withGateway { (gateway, port) async throws in
        let target = server.target
        gateway.setRoute(try name("echo"), to: target)
        let script = """
          import asyncio, websockets
          async def main():
              async with websockets.connect("ws://127.0.0.1:\(port)/app/echo/", ping_interval=None) as socket:
                  await socket.send("x" * 300000)
                  assert len(await socket.recv()) == 300000
                  print("ready", flush=True)
                  try:
                      await socket.recv()
                  except websockets.ConnectionClosed as ending:
                      print(ending.rcvd.code, flush=True)
          asyncio.run(main())
          """
        let client = try TestProcess(EchoServer.python, ["-c", script])
        #expect(try await RoostGatewayTests.eventually { client.outputSoFar == "ready\n" || !client.isRunning })
        #expect(await gateway.drain(target, timeout: .seconds(10)))
        let result = await client.finish()
        #expect(result.output == "ready\n1012\n", "\(result.errors)")
      }
    }
  }
}
