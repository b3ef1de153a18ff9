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

    /// As if the tab was covered by another one.
    private func hide(_ isHidden: Bool, in browser: Browser) async throws {
      _ = try await run(
        """
        Object.defineProperty(document, 'hidden', { value: \(isHidden), configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        """, in: browser)
    }

    @Test func aHiddenPageOfLogsHoldsNoConnectionAndGoesOnBehindTheLastLine() async throws {
      try await with { roost, browser, url in
        let script = """
          let count = 0
          require('http').createServer((request, response) => {
            if (request.url.endsWith('/say')) console.log(`word ${++count}.`)
            response.end('ok')
          }).listen(process.env.PORT)
          """
        #expect(try await roost.roost("deploy", roost.project("talk", Projects.node(script)), "--yes").status == 0)
        let say = "http://127.0.0.1:\(roost.port)/app/talk/say"
        _ = try await roost.curl([say])
        try await browser.open("\(url)/apps/talk/logs")
        try await eventually("it follows") { try await browser.text("#log.rows").contains("word 1.") }
        _ = try await run(
          """
          const close = EventSource.prototype.close;
          window.ended = [];
          EventSource.prototype.close = function () { window.ended.push(this.url); close.call(this); };
          """, in: browser)
        let closed = "return window.ended.filter((address) => address.includes('logs/lines')).pop()"
        try await hide(true, in: browser)
        #expect(try await run(closed, in: browser).contains("tail="))
        _ = try await roost.curl([say])
        try await hide(false, in: browser)
        try await eventually("it goes on") { try await browser.text("#log").contains("word 2.") }
        #expect(try await browser.text("#log").components(separatedBy: "word 1.").count == 2)
        try await hide(true, in: browser)
        #expect(try await run(closed, in: browser).contains("from="))
      }
    }

    @Test func whatSomebodyWritesOutlivesAStreamThatIsRefused() async throws {
      try await with { _, browser, url in
        try await browser.open("\(url)/apps")
        try await eventually("the page is old enough") { try await run("return performance.now() > 5000", in: browser) == "1" }
        _ = try await run(
          """
          window.mark = 'kept';
          window.tries = 0;
          window.status = 502;
          window.fetch = async () => ({ status: Number(window.status) });
          window.EventSource = class {
            static CLOSED = 2;
            readyState = 2;
            constructor() { window.tries++; setTimeout(() => this.onerror()); }
            addEventListener() {}
            close() {}
          };
          """, in: browser)
        try await hide(true, in: browser)
        try await hide(false, in: browser)
        // Nobody answers for the daemon: the page stays, and asks again.
        try await eventually("it asks again") { try await run("return window.tries > 1", in: browser) == "1" }
        _ = try await run("document.querySelector('main').insertAdjacentHTML('beforeend', '<textarea></textarea>')", in: browser)
        try await browser.type("half a sentence", into: "main textarea")
        _ = try await run("window.status = 200; window.tries = 0", in: browser)
        try await eventually("it asks again") { try await run("return window.tries > 1", in: browser) == "1" }
        #expect(try await run("return window.mark", in: browser) == "kept")
        _ = try await run("const field = document.querySelector('main textarea'); field.value = ''; field.blur()", in: browser)
        try await eventually("it is made again") { try await run("return window.mark ?? 'new'", in: browser) == "new" }
      }
    }

    @Test func aFolderIsTakenWithoutWhatIsMadeAgain() async throws {
      try await with { _, browser, url in
        try await browser.open("\(url)/deploy")
        let found = try await run(
          """
          const script = [...document.scripts].find((script) => script.src.endsWith('deploy.js')).src;
          const { kept, walk } = await import(new URL('folder.js', script).href);
          const file = (name) => ({ name, isFile: true, file: (done) => done(name) });
          const folder = (name, ...children) => ({ name, createReader: () => ({
            readEntries: (done) => done(children.splice(0, 2)) }) });
          const hidden = (name) => ({ name, createReader: () => { throw new Error(`${name} is read`); } });
          const tree = folder("app", file("Cargo.toml"), hidden("target"), hidden(".git"), folder("sub", file("target")));
          const walked = (await walk(tree, "", [])).map(({ path }) => path);
          const chosen = ["a/Cargo.toml", "a/target/x", "target/y", ".roost/z", "b/node_modules/c/d"].map((path) => ({ path }));
          return [...walked, "-", ...kept(chosen).map(({ path }) => path)].join(" ");
          """, in: browser)
        #expect(found == "Cargo.toml sub/target - a/Cargo.toml target/y")
        // What cannot be read is said.
        _ = try await run(
          """
          Blob.prototype.slice = () => { throw new Error('it is gone'); };
          const chosen = new DataTransfer();
          chosen.items.add(new File(['#!/bin/sh'], 'run'));
          const field = document.getElementById('folder');
          field.files = chosen.files;
          field.dispatchEvent(new Event('change', { bubbles: true }));
          """, in: browser)
        try await eventually("it is said") {
          try await browser.text("[role=status]").contains("It cannot be read: it is gone")
        }
      }
    }
  }
}
