import Foundation
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// What people come for, from the first click to the last, in a real browser. Each leaves pictures behind.
  @Suite("flows") struct FlowTests {
    private static let greeter = [
      "package.json": #"{"name": "first", "private": true, "scripts": {"start": "node server.js"}}"#,
      ".env.example": "# who is greeted\nGREETING=World\n",
      "server.js": """
      const http = require('http')
      http.createServer((q, a) => a.end('Hello ' + process.env.GREETING)).listen(process.env.PORT, () => console.log('listening'))
      """,
      "node_modules/left/behind.js": "",
    ]

    @Test func aFirstAppIsDeployedAndItsRuntimeInstalledOnTheWay() async throws {
      try await Dashboard.with { page in
        let browser = page.browser
        try await page.without("nodejs")
        try await page.open("/")
        try await browser.press("Deploy an app")
        try await browser.says("Drop a folder or an archive here")
        try await browser.picture("flow-1-deploy")
        try await browser.picture("flow-1-deploy", width: 390)
        try await page.drop(page.roost.project("first", Self.greeter))
        let plan = try await browser.words()
        #expect(
          plan.contains("Node.js: needed, and not installed") && plan.contains("to fetch") && plan.contains("free on the disk"))
        #expect(
          plan.contains("package.json:1 scripts.start") && plan.contains("not installed") && plan.contains("Install and deploy"))
        #expect(
          try await browser.run("return document.querySelector('input[name=\"variable.0.name\"]').value") as? String == "GREETING"
        )
        #expect(try await page.roost.roost("app", "list").output.contains("first") == false, "nothing happened yet")
        #expect(try await page.version(of: "nodejs") == nil)
        try await browser.picture("flow-1-plan")
        try await browser.picture("flow-1-plan", width: 390)
        try await browser.press("Install Node.js")
        try await browser.arrives(at: "/progress/")
        try await browser.says("Installing nodejs")
        try await browser.picture("flow-1-installing")
        // Whoever looks again sees the same, or what it leads to.
        try await browser.reload()
        try await eventually(within: .seconds(90), "the installation is shown, or what it leads to") {
          let words = try await browser.words()
          return words.contains("Installing nodejs") || words.contains("is installed")
        }
        try await browser.arrives(at: "/drafts/")
        try await browser.says("is installed")
        #expect(try await !browser.words().contains("needed, and not installed"))
        try await browser.type("Roost", into: "input[name='variable.0.value']")
        try await page.deploy("Deploy", as: "first")
        #expect(try await page.roost.get("first").body == "Hello Roost")
        try await browser.picture("flow-1-app")
        try await browser.picture("flow-1-app", width: 390)
        try await page.open("/apps/first/variables")
        try await browser.says("GREETING")
        #expect(try await !browser.words().contains("Roost"), "a secret is told")
      }
    }

    @Test func runtimesAreLookedAtInstalledAndTheirCostIsSaidBefore() async throws {
      try await Dashboard.with { page in
        let browser = page.browser
        try await page.without("python")
        try await page.open("/")
        try await browser.click(".rail a[href='/runtimes']")
        try await browser.says("Available")
        try await browser.picture("flow-2-runtimes")
        try await browser.picture("flow-2-runtimes", width: 390)
        try await browser.click("a[aria-label='Install Python']")
        try await browser.says("What would be installed")
        let cost = try await browser.words()
        #expect(cost.contains("Debian") && cost.contains("for python") && cost.contains("to fetch") && cost.contains("about"))
        try await browser.picture("flow-2-install")
        try await browser.picture("flow-2-install", width: 390)
        try await browser.press("Cancel")
        try await browser.arrives(at: "/runtimes")
        #expect(try await page.version(of: "python") == nil)
        try await browser.click("a[aria-label='Install Python']")
        try await browser.press("Install Python")
        try await browser.says("Done.")
        try await browser.press("Go on")
        try await browser.arrives(at: "/runtimes")
        let version = try #require(try await page.version(of: "python"))
        #expect(try await browser.text("table.runtimes").contains(version))
        try await browser.click("table.runtimes a[href='/runtimes/python']")
        try await browser.press("Remove")
        #expect(try await browser.words().contains("No app uses it."))
        try await browser.picture("flow-2-remove")
        try await browser.type("python@\(version)", into: "input[name=confirm]")
        try await browser.press("Remove python@\(version)")
        try await browser.says("Done.")
        #expect(try await page.version(of: "python") == nil)
      }
    }

    @Test func anAppThatCannotStartSaysWhyAndOffersTheWayOut() async throws {
      try await Dashboard.with { page in
        let browser = page.browser
        #expect(try await page.roost.roost("deploy", page.roost.project("waits", Projects.hello("again")), "--yes").status == 0)
        #expect(try await page.roost.roost("app", "stop", "waits").status == 0)
        try await page.without("nodejs")
        try await page.open("/")
        try await browser.says("1 app needs you")
        try await browser.press("Install what is missing")
        try await browser.says("Cannot start waits: Node.js not installed")
        for way in ["Install Node.js", "Manage runtimes", "Remove app"] { #expect(try await browser.words().contains(way)) }
        #expect(try await browser.words().contains("to fetch"))
        try await browser.picture("flow-3-cannot-start")
        try await browser.picture("flow-3-cannot-start", width: 390)
        try await browser.press("Install Node.js")
        try await browser.says("Done.")
        try await browser.press("Go to waits")
        try await browser.says("Stopped")
        try await browser.press("Start")
        try await browser.says("Running")
        #expect(try await page.roost.get("waits").body == "again")
        try await browser.picture("flow-3-started")
        try await browser.press("Restart")
        try await browser.says("Running")
        try await browser.press("Stop")
        try await browser.says("Stopped")
      }
    }

    @Test func aRuntimeThatAppsDependOnIsRemovedOnlyByWhoKnowsThem() async throws {
      try await Dashboard.with { page in
        let browser = page.browser
        for app in ["my-api", "my-admin"] {
          #expect(try await page.roost.roost("deploy", page.roost.project(app, Projects.hello(app)), "--yes").status == 0)
        }
        let version = try #require(try await page.version(of: "nodejs"))
        try await page.open("/runtimes/nodejs")
        try await browser.press("Remove")
        let warning = try await browser.words()
        #expect(
          warning.contains("2 apps depend on Node.js") && warning.contains("my-api will stop")
            && warning.contains("my-admin will stop"))
        try await browser.picture("flow-4-remove")
        try await browser.picture("flow-4-remove", width: 390)
        try await browser.press("View dependent apps")
        #expect(try await browser.text("#users").contains("my-admin"))
        try await browser.press("Cancel")
        #expect(try await page.version(of: "nodejs") == version)
        try await browser.press("Remove")
        try await browser.type("nodejs@0", into: "input[name=confirm]")
        try await browser.press("Stop apps and remove nodejs@\(version)")
        #expect(try await browser.path() == "/runtimes/nodejs", "the browser holds what is not confirmed")
        try await browser.run("document.querySelector('input[name=confirm]').value = ''")
        try await browser.type("nodejs@\(version)", into: "input[name=confirm]")
        try await browser.press("Stop apps and remove nodejs@\(version)")
        try await browser.says("Done.")
        for app in ["my-api", "my-admin"] { #expect(try await page.state(of: app) == "Runtime missing") }
        try await browser.picture("flow-4-missing")
        try await page.open("/apps/my-api")
        try await browser.press("Install Node.js")
        try await browser.says("Done.")
        for app in ["my-api", "my-admin"] {
          try await eventually("\(app) runs again") { try await page.state(of: app) == "Running" }
          #expect(try await page.roost.get(app).body == app)
        }
      }
    }

    @Test func runtimesComeAndGoWithTheAppsThatNeedThem() async throws {
      try await Dashboard.with { page in
        let (browser, roost) = (page.browser, page.roost)
        for runtime in ["nodejs", "python"] { try await page.without(runtime) }
        let site = try roost.project("site", ["index.html": "<h1>a site</h1>"])
        let archive = site + ".tar.gz"
        #expect(try await TestProcess("/usr/bin/env", ["tar", "czf", archive, "-C", site, "."]).finish().status == 0)
        try await page.open("/deploy")
        try await browser.type(archive, into: "#archive")
        try await browser.arrives(at: "/drafts/")
        #expect(try await !browser.words().contains("not installed"), "files need nothing")
        try await page.deploy("Deploy", as: "site")
        try await page.open("/deploy")
        try await browser.type(roost.project("node-api", Projects.hello("an api")), into: "#folder")
        try await browser.arrives(at: "/drafts/")
        try await page.deploy("Install and deploy", as: "node-api")
        try await page.drop(roost.project("worker", Self.python))
        try await page.deploy("Install and deploy", as: "worker")
        for (app, text) in [("site", "<h1>a site</h1>"), ("node-api", "an api"), ("worker", "from python")] {
          #expect(try await roost.get(app).body == text)
        }
        try await page.open("/")
        try await browser.picture("flow-5-three-apps")
        try await browser.picture("flow-5-three-apps", width: 390)
        let version = try #require(try await page.version(of: "python"))
        try await page.open("/runtimes/python")
        try await browser.press("Remove")
        try await browser.type("python@\(version)", into: "input[name=confirm]")
        try await browser.press("Stop apps and remove python@\(version)")
        try await browser.says("Done.")
        #expect(try await page.state(of: "worker") == "Runtime missing")
        #expect(try await roost.get("node-api").body == "an api")
        #expect(try await roost.get("site").status == 200)
        #expect(try await roost.get("worker").status == 503)
        try await page.open("/apps/worker")
        try await browser.press("Install Python")
        try await browser.says("Done.")
        for app in ["site", "node-api", "worker"] {
          try await eventually("\(app) runs") { try await page.state(of: app) == "Running" }
        }
        #expect(try await roost.get("worker").body == "from python")
      }
    }

    private static let python = [
      "main.py": """
      import http.server, os
      class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          self.send_response(200)
          self.end_headers()
          self.wfile.write(b'from python')
      http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Hello).serve_forever()
      """
    ]
  }
}
