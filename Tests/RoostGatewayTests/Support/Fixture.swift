import Logging
import RoostGateway
import RoostModel

/// A gateway on a free port, stopped after the test.
func withGateway<Result: Sendable>(
  _ configure: (inout GatewayConfiguration) -> Void = { _ in }, _ body: (Gateway, Int) async throws -> Result
) async throws -> Result {
  var configuration = GatewayConfiguration(host: "127.0.0.1", port: 0)
  configuration.times.tick = .milliseconds(20)
  configuration.times.shutdown = .milliseconds(200)
  configure(&configuration)
  let gateway = Gateway(configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  try await gateway.bind()
  do {
    let result = try await body(gateway, gateway.boundPort ?? 0)
    await gateway.stop()
    return result
  } catch {
    await gateway.stop()
    throw error
  }
}

func name(_ text: String) throws -> AppName { try AppName(text) }

/// One request on a connection of its own.
func ask(_ port: Int, _ request: String, toHead: Bool = false) async throws -> Message {
  try await onThread {
    let socket = try RawSocket.connect(port)
    try socket.send(request)
    return try MessageReader(socket).next(isResponse: true, toHead: toHead) ?? Message()
  }
}

func get(_ path: String, host: String = "roost.test:8080", _ fields: String = "") -> String {
  "GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(fields)\r\n"
}
