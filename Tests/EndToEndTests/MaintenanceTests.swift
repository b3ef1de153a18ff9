import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct MaintenanceTests {
    /// `/slow` says that it began and ends when `/go` is asked for.
    private static let app = Projects.node(
      """
      const waiting = []
      require('http').createServer((request, response) => {
        if (request.url === '/slow') { response.write('began '); waiting.push(response); return }
        if (request.url === '/go') while (waiting.length) waiting.pop().end('ended')
        response.end('open')
      }).listen(process.env.PORT)
      """)

    @Test func requestsUnderWayEndAndVisitorsWait() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("shop", Self.app), "--yes").status == 0)
        let slow = try TestProcess(
          "/usr/bin/env", ["curl", "-sSN", "-m", "60", "http://127.0.0.1:\(roost.port)/app/shop/slow"],
          variables: ["no_proxy": "*"])
        try await eventually("a request is under way") { slow.outputSoFar == "began " }

        let closed = try await roost.roost("app", "maintenance", "shop", "on", "--message", "Back <at> noon.", "--json")
        #expect(try closed.decoded(AppSummary.self).maintenance?.message == "Back <at> noon.")
        let page = try await roost.curl(["-i", "-H", "Accept: text/html", "http://127.0.0.1:\(roost.port)/app/shop/"])
        #expect(page.status == 503 && page.body.lowercased().contains("retry-after: 60"), "\(page.body)")
        #expect(page.body.contains("Back &lt;at&gt; noon."))
        #expect(slow.isRunning)

        try await roost.killDaemon()
        #expect(await slow.finish().status != 0, "its connection ended with the daemon")
        try await roost.restartDaemon()
        #expect(try await roost.get("shop").status == 503, "it is closed over a restart")
        #expect(try await roost.roost("app", "list").output.contains("closed"))
        #expect(try await roost.roost("app", "maintenance", "shop", "off").status == 0)
        #expect(try await roost.get("shop").body == "open")
      }
    }

    @Test func whoIsLetThroughEndsWhatWaits() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("shop", Self.app), "--yes").status == 0)
        let url = "http://127.0.0.1:\(roost.port)/app/shop/slow"
        let slow = try TestProcess("/usr/bin/env", ["curl", "-sSN", "-m", "60", url], variables: ["no_proxy": "*"])
        try await eventually("a request is under way") { slow.outputSoFar == "began " }
        #expect(try await roost.roost("app", "maintenance", "shop", "on", "--allow", "192.0.2.1").status == 0)
        #expect(try await roost.get("shop", "/go").status == 503)
        #expect(try await roost.roost("app", "maintenance", "shop", "on", "--allow", "127.0.0.0/8").status == 0)
        #expect(try await roost.get("shop", "/go").body == "open")
        let ended = await slow.finish()
        #expect(ended.status == 0 && ended.output == "began ended", "\(ended.errors)")
      }
    }
  }
}
