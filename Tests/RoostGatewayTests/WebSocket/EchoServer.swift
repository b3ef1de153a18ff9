import Foundation
import RoostGateway
import RoostModel
import RoostTestSupport

/// An echo server of another make: Python's `websockets`.
struct EchoServer {
  let port: Int
  private let process: TestProcess

  private static let script = """
    import asyncio, websockets
    async def echo(socket):
        async for message in socket:
            await socket.send(message)
    async def main():
        async with websockets.serve(echo, "127.0.0.1", 0, max_size=2 << 20, ping_interval=None, close_timeout=1) as server:
            print(server.sockets[0].getsockname()[1], flush=True)
            await asyncio.Future()
    asyncio.run(main())
    """

  /// Debian's own interpreter, which has Debian's modules.
  static let python = "/usr/bin/python3"

  static func with<Result: Sendable>(_ body: (EchoServer) async throws -> Result) async throws -> Result {
    let server = try await EchoServer()
    do {
      let result = try await body(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }

  private init() async throws {
    let process = try TestProcess(EchoServer.python, ["-c", EchoServer.script])
    self.process = process
    _ = try await RoostGatewayTests.eventually { process.outputSoFar.hasSuffix("\n") || !process.isRunning }
    guard let port = Int(process.outputSoFar.dropLast()) else { throw DidNotStart(errors: await process.finish().errors) }
    self.port = port
  }

  struct DidNotStart: Error { let errors: String }

  var target: Target {
    let port = port
    return .upstream { () async throws(Problem) -> CInt in try Dial.loopback(port) }
  }

  private func stop() async {
    process.signal(SIGTERM)
    _ = await process.finish()
  }
}
