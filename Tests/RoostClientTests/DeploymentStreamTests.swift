import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(1))) struct DeploymentStreamTests {
  let shop: AppName
  let request = DeployRequest(directory: "/srv/shop", name: "shop", installsRuntimes: true)
  init() throws { shop = try AppName("shop") }

  @Test func progressArrivesWhileTheOperationRuns() async throws {
    let (seen, sawFirst) = AsyncStream<Void>.makeStream()
    var operations = DaemonOperations.refusing
    operations.apps.deploy = { [shop] request, sink in
      sink(.stage("plan", detail: request.directory))
      // Goes on only when the client has seen the first line: a line kept back would end in the time limit.
      for await _ in seen {}
      sink(.output("built"))
      return Sample.result(shop)
    }
    try await ScratchDaemon.with(operations) { [shop, request] daemon in
      var events: [ProgressEvent] = []
      let result = try await daemon.client { client in
        try await client.deploy(request) { event in
          events.append(event)
          sawFirst.finish()
        }
      }
      #expect(events == [.stage("plan", detail: "/srv/shop"), .output("built")])
      #expect(result == Sample.result(shop))
    }
  }

  @Test func aFailureEndsTheStreamWithItsProblem() async throws {
    var operations = DaemonOperations.refusing
    let failure = Problem(.gateExited, "the app exited with status 1", hint: "roost app logs shop", cause: "Error: boom")
    operations.apps.deploy = { (_, sink) throws(Problem) in
      sink(.warning("careful"))
      throw failure
    }
    try await ScratchDaemon.with(operations) { [request] daemon in
      var events: [ProgressEvent] = []
      let problem = await #expect(throws: Problem.self) {
        try await daemon.client { client in try await client.deploy(request) { events.append($0) } }
      }
      #expect(problem == failure)
      #expect(events == [.warning("careful")])
    }
  }

  @Test func aDeploymentOutlivesItsClient() async throws {
    let (left, clientLeft) = AsyncStream<Void>.makeStream()
    let (finished, finish) = AsyncStream<Bool>.makeStream()
    var operations = DaemonOperations.refusing
    operations.apps.deploy = { [shop] _, sink in
      sink(.stage("build", detail: ""))
      for await _ in left {}
      for number in 1...50 { sink(.output("line \(number)")) }
      finish.yield(Task.isCancelled)
      finish.finish()
      return Sample.result(shop)
    }
    try await ScratchDaemon.with(operations) { daemon in
      let body = #"{"directory":"/srv/shop","installsRuntimes":false}"#
      let connection = try await RawConnection.open(daemon.socket)
      try await connection.send(
        "POST /api/v1/deployments HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      #expect(try await connection.read(until: "\"build\"").contains("200 OK"))
      await connection.close()
      clientLeft.finish()
      var wasCancelled: Bool?
      for await cancelled in finished { wasCancelled = cancelled }
      #expect(wasCancelled == false)
    }
  }

  @Test func aStoppingDaemonSaysSoAndCancels() async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    let (ended, end) = AsyncStream<Void>.makeStream()
    var operations = DaemonOperations.refusing
    operations.apps.deploy = { (_, sink) throws(Problem) in
      start.finish()
      for await _ in AsyncStream<Void>.makeStream().stream {}
      end.finish()
      throw Problem(.cancelled, "cancelled", hint: "h")
    }
    try await ScratchDaemon.with(operations) { [request] daemon in
      async let outcome: Void = {
        let problem = await #expect(throws: Problem.self) {
          try await daemon.client { try await $0.deploy(request) { _ in } }
        }
        #expect(problem?.code == .connectionLost)
        #expect(problem?.message.contains("stopping") == true)
      }()
      for await _ in started {}
      await daemon.services.triggerGracefulShutdown()
      await outcome
      for await _ in ended {}
    }
  }
}
