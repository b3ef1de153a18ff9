import Foundation
import Logging
import RoostModel
import RoostTestSupport
import ServiceLifecycle
import Testing

@testable import RoostServer

/// The real server on a real socket, asked by curl.
@Suite struct HookServerTests {
  private static let head = [
    "-H", "X-GitHub-Event: push", "-H", "X-GitHub-Delivery: d-1", "-H",
    "X-Hub-Signature-256: sha256=" + String(repeating: "0", count: 64),
  ]

  private func with(_ body: (String) async throws -> Void) async throws {
    try await ScratchHome.with { scratch in
      let socket = scratch.home.path + "/hooks.sock"
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let server = HookServer(socket: socket, logger: logger, screen: { _ in nil }) { delivery in
        HookAnswer(202, "\(delivery.body.count) bytes")
      }
      let services = ServiceGroup(configuration: .init(services: [server], logger: logger))
      async let serving: Void = services.run()
      do {
        try await eventually("it listens") { FileManager.default.fileExists(atPath: socket) }
        try await body(socket)
      } catch {
        await services.triggerGracefulShutdown()
        throw error
      }
      await services.triggerGracefulShutdown()
      try await serving
    }
  }

  private func status(_ socket: String, client: String = "192.0.2.1", _ words: String...) async throws -> String {
    let curl = ["curl", "-s", "-m", "20", "-o", "/dev/null", "-w", "%{http_code}", "--unix-socket", socket]
    let asked = ["-H", "X-Forwarded-For: \(client)", "-H", "Expect:"] + words + ["http://roost/github/shop"]
    return try await TestProcess("/usr/bin/env", curl + Self.head + asked).finish().output
  }

  @Test func lengthsAreSaidAndBounded() async throws {
    try await with { socket in
      #expect(try await status(socket, "-d", "{}") == "202")
      #expect(try await status(socket, "-H", "Transfer-Encoding: chunked", "-d", "{}") == "411")
      #expect(try await status(socket, "-H", "Content-Length: \(HookServer.bodyLimit + 1)", "-d", "{}") == "413")
      let large = socket + ".body"
      try Data(count: HookServer.bodyLimit).write(to: URL(fileURLWithPath: large))
      #expect(try await status(socket, "--data-binary", "@\(large)") == "202")
      #expect(try await status(socket, "-d", "{}") == "202", "it goes on")
    }
  }

  /// Sends heads and parts of bodies, then nothing, for as long as it lives.
  private static let slow = """
    import signal, socket, sys
    kept = []
    for _ in range(int(sys.argv[2])):
        one = socket.socket(socket.AF_UNIX)
        one.connect(sys.argv[1])
        one.sendall(b'POST /github/shop HTTP/1.1\\r\\nHost: roost\\r\\nX-Forwarded-For: 192.0.2.1\\r\\nX-GitHub-Event: push\\r\\n'
                    b'X-GitHub-Delivery: d-1\\r\\nX-Hub-Signature-256: sha256=' + b'0' * 64 +
                    b'\\r\\nContent-Length: 1000\\r\\n\\r\\n{')
        kept.append(one)
    print('sent', flush=True)
    signal.pause()
    """

  @Test func whoSendsSlowlyKeepsNobodyElseOut() async throws {
    try await with { socket in
      let slow = try TestProcess("/usr/bin/env", ["python3", "-c", Self.slow, socket, "4"])
      try await eventually("they are sent") { slow.outputSoFar == "sent\n" || !slow.isRunning }
      try await eventually("its place is taken") { try await status(socket, "-d", "{}") == "429" }
      #expect(try await status(socket, client: "192.0.2.2", "-d", "{}") == "202")
      slow.signal(SIGKILL)
      _ = await slow.finish()
      try await eventually("its place is free again") { try await status(socket, "-d", "{}") == "202" }
    }
  }
}
