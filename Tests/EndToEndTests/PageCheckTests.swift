import Foundation
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Every page that a link leads to is looked at as Lighthouse would, by ourselves: no errors, labels, order, contrast, width.
  @Suite("pages in a browser") struct PageCheckTests {
    /// Enough for every kind of page.
    private static let most = 60

    @Test func everyPageIsSoundInBothThemesAndOnAPhone() async throws {
      try await Dashboard.with { page in
        let browser = page.browser
        #expect(try await page.roost.roost("deploy", page.roost.project("sound", Projects.hello("sound")), "--yes").status == 0)
        _ = try await page.roost.get("sound")
        try await page.drop(page.roost.project("draft", Projects.hello("draft")))
        let draft = try await browser.path()
        var waiting = [draft, "\(draft)?type=rails", "/install?runtime=deno", "/progress/1", "/"]
        var seen: Set<String> = []
        while let path = waiting.popLast(), seen.count < Self.most {
          guard seen.insert(Self.kind(of: path)).inserted else { continue }
          try await page.open(path)
          waiting += try await browser.run(PageCheck.links) as? [String] ?? []
          try await look(at: path, browser)
          if path.hasPrefix("/settings") || path.hasPrefix("/apps/") { try await browser.picture(Self.file(path)) }
        }
        #expect(seen.count > 18, "\(seen.sorted())")
        for kind in ["/deploy", "/runtimes", "/drafts/ID", "/apps/sound/logs", "/events", "/settings/access"] {
          #expect(seen.contains(kind), "\(kind)")
        }
        try await browser.run("document.querySelector('form[action=\"/logout\"] button').click()")
        try await browser.says("Log in")
        try await look(at: "/login", browser)
      }
    }

    @Test func theCheckSeesWhatIsWrong() async throws {
      try await Browser.with { browser in
        try await browser.open(
          "data:text/html,<title>x</title><main><h2>a</h2><p style='color:%23999;background:%23fff'>grey</p><input name=q pattern='[a-]'>"
            + "<button></button><a href='%23no' tabindex=3 style='outline:0'>b</a></main>")
        try await browser.pressTab()
        let found = try await browser.run(PageCheck.script) as? [String] ?? []
        for fault in [
          "no language", "no title", "h2 behind h0", "no label", "no name", "tabindex", "leads nowhere", "contrast 2.85",
          "focus is not seen",
        ] {
          #expect(found.contains { $0.hasPrefix(fault) }, "\(fault): \(found)")
        }
      }
    }

    private func look(at path: String, _ browser: Browser) async throws {
      // From then on focus is shown as it is for who uses keys.
      try await browser.pressTab()
      let faults = try await browser.run(PageCheck.script) as? [String]
      #expect(faults == [], "\(path): \(faults ?? [])")
      try await browser.resize(width: 390)
      let wide = try await browser.run(PageCheck.width) as? [String]
      #expect(wide == [], "\(path): \(wide ?? [])")
      try await browser.resize(width: 1280)
      #expect(try await browser.faults() == [], "\(path)")
    }

    /// One of each kind: of pages about runtimes, of drafts, of work.
    private static func kind(of path: String) -> String {
      var parts = path.split(separator: "?").first.map { $0.split(separator: "/").map(String.init) } ?? []
      if parts.count > 1, ["runtimes", "drafts", "progress"].contains(parts[0]) { parts[1] = "ID" }
      return "/" + parts.joined(separator: "/") + (path.contains("type=") ? "?type" : "")
    }

    private static func file(_ path: String) -> String {
      "page-" + path.split(separator: "?")[0].split(separator: "/").joined(separator: "-")
    }
  }
}
