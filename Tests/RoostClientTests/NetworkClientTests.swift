import DaemonFixture
import Foundation
import Glibc
import RoostModel
import RoostServer
import RoostTestSupport
import Synchronization
import Testing

@testable import RoostClient

/// A client of a daemon over TCP, with a token.
@Suite(.timeLimit(.minutes(1))) struct NetworkClientTests {
  private static func operations(_ scope: AccessScope) -> DaemonOperations {
    var operations = DaemonOperations.refusing
    operations.access.identify = { (credential, _) throws(Problem) in
      credential == .bearer("roost_right") ? AccessActor(kind: .token, name: "ci", id: 1, scope: scope) : nil
    }
    operations.apps.list = { () throws(Problem) in [Sample.app(try AppName("shop"))] }
    return operations
  }

  private func host(_ port: Int, token: String = "roost_right", scheme: String = "http") -> RemoteHost {
    RemoteHost(name: "prod", url: "\(scheme)://localhost:\(port)", token: token, savedAt: 0)
  }

  private func ask<Result>(_ host: RemoteHost, _ body: (DaemonClient) async throws(Problem) -> Result) async throws(Problem)
    -> Result
  {
    try await DaemonClient.with(.host(host), body)
  }

  private func problem(_ host: RemoteHost, _ body: (DaemonClient) async throws(Problem) -> Void) async -> Problem? {
    await #expect(throws: Problem.self) { try await ask(host, body) }
  }

  @Test func aTokenOpensWhatItIsFor() async throws {
    try await ScratchDaemon.withNetwork(NetworkClientTests.operations(.read)) { port in
      let apps = try await ask(host(port)) { (client) async throws(Problem) in try await client.apps() }
      #expect(apps.map(\.name.text) == ["shop"])
      #expect(try await ask(host(port)) { (client) async throws(Problem) in try await client.identity() }.name == "ci")
      let refused = await problem(host(port)) { (client) async throws(Problem) in _ = try await client.stop(try AppName("shop")) }
      #expect(refused?.code == .accessDenied && refused?.message.contains("needs the scope deploy") == true)
      #expect(refused?.hint == "use a token that may: roost token create NAME --scope deploy")
    }
  }

  @Test func aWrongTokenIsSaidToBeTheOneThatIsKept() async throws {
    try await ScratchDaemon.withNetwork(NetworkClientTests.operations(.admin)) { port in
      let wrong = await problem(host(port, token: "roost_wrong")) { (client) async throws(Problem) in _ = try await client.apps()
      }
      #expect(wrong?.code == .accessUnauthenticated && wrong?.hint.contains("roost login http://localhost:\(port)") == true)
    }
  }

  @Test func anUploadAndAStreamGoOverTheNetwork() async throws {
    var operations = NetworkClientTests.operations(.admin)
    let received = Mutex(0)
    operations.sources.beginUpload = { () throws(Problem) in
      UploadSink(
        write: { (bytes) throws(Problem) in received.withLock { $0 += bytes.count } },
        finish: { () throws(Problem) in
          UploadSummary(id: UploadID(), bytes: ByteCount(UInt64(received.withLock { $0 })), sha256: "")
        }, abandon: {})
    }
    operations.apps.deploy = { (_, sink) throws(Problem) in
      sink(.stage("plan", detail: "one"))
      sink(.stage("build", detail: "two"))
      throw Problem(.buildFailed, "it failed", hint: "mend it")
    }
    let wanted = operations
    try await ScratchDaemon.withNetwork(wanted) { port in
      let file = open("/dev/zero", O_RDONLY)
      defer { close(file) }
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let bytes = [UInt8](repeating: 7, count: 60_000)
      #expect(write(ends[1], bytes, bytes.count) == bytes.count)
      close(ends[1])
      let heard = Mutex<[UInt64]>([])
      let upload = try await ask(host(port)) { (client) async throws(Problem) in
        try await client.upload(ends[0]) { done in heard.withLock { $0.append(done.bytes) } }
      }
      close(ends[0])
      #expect(upload.bytes == ByteCount(60_000) && heard.withLock { $0.last } == 60_000)
      var events: [ProgressEvent] = []
      let failed = await problem(host(port)) { (client) async throws(Problem) in
        _ = try await client.deploy(DeployRequest(directory: "", name: "shop", installsRuntimes: false)) { events.append($0) }
      }
      #expect(failed?.code == .buildFailed && events.count == 2)
    }
  }

  @Test func aTokenFollowsNoRedirect() async throws {
    let elsewhere = try await OneAnswer.serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
    let first = try await OneAnswer.serve(
      "HTTP/1.1 302 Found\r\nLocation: http://localhost:\(elsewhere.port)/api/v1/apps\r\nContent-Length: 0\r\n\r\n")
    let sent = await problem(host(first.port)) { (client) async throws(Problem) in _ = try await client.apps() }
    #expect(sent?.code == .connectionLost && sent?.message.contains("sends elsewhere") == true)
    #expect(first.requests.contains("Bearer roost_right") && first.requests.contains("/api/v1/apps"))
    #expect(elsewhere.requests.isEmpty)
    try await first.end()
    try await elsewhere.end()
  }

  @Test func whatIsNoDaemonIsSaidToBeNone() async throws {
    let page = try await OneAnswer.serve("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
    let read = await problem(host(page.port)) { (client) async throws(Problem) in _ = try await client.apps() }
    #expect(
      read?.code == .connectionLost && read?.hint == "see whether it is a Roost, and of which version: roost status --host prod")
    let secure = await problem(host(page.port, scheme: "https")) { (client) async throws(Problem) in _ = try await client.apps() }
    #expect(
      secure?.code == .connectionLost && secure?.message.contains("does not speak TLS") == true, "\(String(describing: secure))")
    try await page.end()
  }

  @Test func nobodyThereAndNoSuchNameAreDifferent() async throws {
    let refused = await problem(host(try FreePort.find())) { (client) async throws(Problem) in _ = try await client.apps() }
    #expect(
      refused?.code == .daemonUnreachable && refused?.message.contains("nobody answers") == true, "\(String(describing: refused))"
    )
    let unknown = RemoteHost(name: "prod", url: "https://roost.invalid", token: "x", savedAt: 0)
    let lost = await problem(unknown) { (client) async throws(Problem) in _ = try await client.apps() }
    #expect(lost?.code == .hostUnreachable && lost?.message.contains("roost.invalid") == true, "\(String(describing: lost))")
  }
}
