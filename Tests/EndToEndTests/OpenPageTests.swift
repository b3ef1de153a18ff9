import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The dashboard in a real browser: pages that stay open, and files with hostile names.
  @Suite("open pages") struct OpenPageTests {
    private static let hostile = "<img src=x onerror=\"document.title='owned'\">.html"

    /// A daemon that belongs to ada, a site, and a browser in which she is logged in.
    private func with(_ body: (RoostFixture, Browser, String) async throws -> Void) async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-open-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: home) }
      let port = try FreePort.find()
      let url = "http://localhost:\(port)"
      try await RoostFixture.with(home: home, variables: ["ROOST_API_PORT": "\(port)"]) { roost in
        let files = ["index.html": "<h1>front</h1>", ".env": "TOKEN=hunter2", Self.hostile: "<script>1</script>"]
        #expect(try await roost.roost("deploy", roost.project("front", files), "--yes").status == 0)
        let ticket = try await roost.roost("claim", "--json").decoded(ClaimTicket.self)
        let claim = #"{"token":"\#(ticket.token)","name":"ada","password":"correct horse"}"#
        let claimed = try await roost.curl(["-H", "content-type: application/json", "-d", claim, "\(url)/api/v1/claim"])
        #expect(claimed.status == 200, "\(claimed.body)")
        try await Browser.with { browser in
          try await browser.open("\(url)/login")
          try await browser.type("ada", into: "input[name=name]")
          try await browser.type("correct horse", into: "input[name=password]")
          try await browser.click("form.gate button")
          try await eventually("she is logged in") { try await browser.url == "\(url)/" }
          try await body(roost, browser, url)
        }
      }
    }

    private func run(_ script: String, in browser: Browser) async throws -> String {
      "\(try await browser.ask("POST", "/execute/sync", ["script": script, "args": [String]()]) ?? "")"
    }

    @Test func aChangeReachesAnOpenPageAndFilesAreOnlyLookedAt() async throws {
      try await with { roost, browser, url in
        try await browser.open("\(url)/apps")
        #expect(try await browser.text("#app-front .state") == "Running")
        _ = try await run("window.mark = 'kept'", in: browser)
        #expect(try await roost.roost("app", "stop", "front").status == 0)
        try await eventually("the open page tells it") { try await browser.text("#app-front .state") == "Stopped" }
        #expect(try await roost.roost("app", "start", "front").status == 0)
        try await eventually("and what comes next") { try await browser.text("#app-front .state") == "Running" }
        #expect(try await run("return window.mark", in: browser) == "kept")

        try await browser.open("\(url)/apps/front/files")
        #expect(try await browser.text("table.files").contains(Self.hostile))
        #expect(
          try await run("return document.querySelectorAll('main img').length + document.title", in: browser).hasPrefix("0front"))
        try await browser.click("table.files a[href*='img']")
        try await eventually("the file is shown") { try await browser.text(".file code") == "<script>1</script>" }
        #expect(try await run("return document.title", in: browser).hasPrefix("front"))
        let listing = try await roost.roost("files", "front", "--json").decoded(AppFileListing.self)
        #expect(Set(listing.entries.map(\.name)) == ["index.html", ".env", Self.hostile])
        #expect(try await roost.roost("files", "front", "/index.html").output == "<h1>front</h1>")
        #expect(try await roost.roost("files", "front", "/../../key").status == ProblemCode.usageInvalid.exitStatus)
        #expect(try await roost.roost("files", "front", "/nothing").status == ProblemCode.fileNotFound.exitStatus)
      }
    }
  }
}
