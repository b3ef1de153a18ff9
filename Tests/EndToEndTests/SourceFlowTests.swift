import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// In a real browser: apps from repositories and addresses, the way back to an earlier release, what is changed while an app runs.
  @Suite("flows from afar") struct SourceFlowTests {
    /// A web server with the repository `shop.git` and the archive `plain.tar.gz`.
    private static func withServer(_ roost: RoostFixture, _ body: (String) async throws -> Void) async throws {
      let work = try roost.project("shop", ["index.html": "from git", "next/index.html": "from a directory"])
      let root = try roost.project("served", ["plain/index.html": "from an address"])
      let script = """
        set -e
        cd "$1"; git init -q -b main .; git add -A
        git -c user.name=Ada -c user.email=ada@example.com commit -qm 'Open the shop'
        git clone -q --bare . "$2/shop.git"; tar -czf "$2/plain.tar.gz" -C "$2" plain
        """
      let made = try await TestProcess("/bin/sh", ["-c", script, "sh", work, root]).finish()
      try #require(made.status == 0, "\(made.errors)")
      let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("git-server.py").path
      let server = try TestProcess("/usr/bin/env", ["python3", program, root])
      defer { server.signal(SIGKILL) }
      try await eventually("the server listens") { server.outputSoFar.contains("\n") }
      try await body("http://127.0.0.1:\(server.outputSoFar.filter(\.isNumber))")
    }

    @Test func repositoriesAndAddressesAreLookedAtAndDeployed() async throws {
      try await Dashboard.with(variables: ["ROOST_SOURCES_ALLOW_PRIVATE": "127.0.0.1"]) { page in
        let browser = page.browser
        try await Self.withServer(page.roost) { url in
          try await page.open("/deploy")
          try await browser.type("\(url)/git/shop.git", into: "input[name=git]")
          try await browser.type("main", into: "input[name=reference]")
          try await browser.click("form:has(input[name=git]) button")
          try await browser.arrives(at: "/drafts/")
          try await browser.says("Nothing has happened yet")
          #expect(try await browser.words().contains("index.html"))
          try await browser.picture("from-git-plan")
          try await page.deploy("Deploy", as: "shop")
          #expect(try await page.roost.get("shop").body == "from git")
          try await page.open("/apps/shop/releases")
          try await browser.says("Open the shop")

          try await page.open("/deploy")
          try await browser.type("\(url)/git/none.git", into: "input[name=git]")
          try await browser.click("form:has(input[name=git]) button")
          try await browser.says("Back to the form")
          try await browser.picture("from-git-refused", width: 390)
          try await browser.press("Back to the form")
          try await browser.arrives(at: "/deploy")

          try await browser.type("\(url)/plain.tar.gz", into: "input[name=url]")
          try await browser.click("form:has(input[name=url]) button")
          try await browser.arrives(at: "/drafts/")
          try await page.deploy("Deploy", as: "plain")
          #expect(try await page.roost.get("plain").body == "from an address")
        }
      }
    }

    @Test func anEarlierReleaseServesAgainAndLimitsAndVisitorsAreSet() async throws {
      try await Dashboard.with(variables: ["ROOST_RELEASE_PROBATION": "0"]) { page in
        let (browser, roost) = (page.browser, page.roost)
        for text in ["one", "two"] {
          #expect(try await roost.roost("deploy", roost.project("back", Projects.hello(text)), "--yes").status == 0)
        }
        #expect(try await roost.get("back").body == "two")
        try await page.open("/apps/back/releases")
        try await browser.press("Roll back")
        try await browser.arrives(at: "/progress/")
        try await browser.says("Done.")
        try await eventually("the first one serves") { try await roost.get("back").body == "one" }
        try await page.open("/apps/back/releases")
        try await browser.says("rollback")
        #expect(try await roost.info("back").summary.release == 1)
        try await browser.picture("rolled-back")

        try await page.open("/apps/back/settings")
        try await browser.type("384M", into: "input[name=memory]")
        try await browser.type("7/s", into: "input[name=rate]")
        try await browser.press("Change limits")
        try await eventually("the limits are set") {
          let report = try await roost.roost("app", "limits", "back", "--json").decoded(AppLimitsReport.self)
          return report.limits.contains { $0.limit == .memory && $0.by == "set" && $0.value?.hasPrefix("384") == true }
            && report.limits.contains { $0.limit == .rate && $0.by == "set" }
        }
        #expect(try await browser.run("return document.querySelector('input[name=memory]').placeholder") as? String == "384M")
        try await browser.type("much", into: "input[name=memory]")
        try await browser.press("Change limits")
        try await browser.says("much")
        #expect(try await browser.has(".problem"), "what is wrong is said")
        #expect(try await browser.faults().allSatisfy { $0.contains("/limits") && $0.contains("400") })

        try await page.open("/apps/back/settings")
        try await browser.type("Back at noon.", into: "input[name=message]")
        try await browser.press("Close to visitors")
        try await eventually(within: .seconds(90), "the app's page is shown") { try await browser.path() == "/apps/back" }
        #expect(try await roost.get("back").status == 503)
        try await page.open("/apps/back/settings")
        try await browser.press("Open again")
        try await eventually("it answers again") { try await roost.get("back").status == 200 }

        try await page.open("/apps")
        try await browser.press("Backups")
        try await browser.arrives(at: "/backups")
        #expect(try await browser.text("table.backups").contains("back"))
        try await browser.press("Back up now")
        try await browser.says("Done.")
        try await page.open("/backups")
        #expect(try await !browser.text("table.backups").contains("None"))
      }
    }

    /// The pages that are looked at most, as they are at night and on a phone.
    @Test func pagesAreTheirOwnPicturesInTheDarkAndOnAPhone() async throws {
      try await Dashboard.with { page in
        let (browser, roost) = (page.browser, page.roost)
        #expect(try await roost.roost("deploy", roost.project("shop", Projects.hello("hi")), "--yes").status == 0)
        #expect(try await roost.roost("deploy", roost.project("docs", ["index.html": "docs"])).status == 0)
        for number in 1...20 { _ = try await roost.get("shop", "/\(number)") }
        #expect(try await roost.roost("app", "backup", "shop").status == 0)
        try await page.open("/settings")
        for theme in ["Light", "Dark"] {
          try await browser.press(theme)
          try await eventually("the page is \(theme)") {
            try await browser.run("return document.documentElement.dataset.theme") as? String == theme.lowercased()
          }
          for (name, path) in [
            ("overview", "/"), ("app", "/apps/shop"), ("deploy", "/deploy"), ("backups", "/backups"), ("events", "/events"),
          ] {
            try await page.open(path)
            for width in [1280, 390] {
              try await browser.picture("\(theme.lowercased())-\(name)", width: width)
              try await browser.resize(width: width)
              let wide = try await browser.run(PageCheck.width) as? [String]
              #expect(wide == [], "\(path) at \(width)")
            }
            try await browser.resize(width: 1280)
          }
          try await page.open("/settings")
        }
      }
    }
  }
}
