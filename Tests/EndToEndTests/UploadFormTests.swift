import Foundation
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The form of the deploy page as a browser without scripts sends it, and as nobody should.
  @Suite("uploads") struct UploadFormTests {
    @Test func anArchiveIsTakenWithoutScriptsAndWhatIsNoneIsExplained() async throws {
      try await Dashboard.with { page in
        let own = try await ["Cookie: \(page.cookie())", "Origin: \(page.url)", "Sec-Fetch-Site: same-origin"]
        let site = try page.roost.project("plain", ["index.html": "plain"])
        let archive = site + ".tgz"
        #expect(try await TestProcess("/usr/bin/env", ["tar", "czf", archive, "-C", site, "."]).finish().status == 0)
        func send(_ form: String, _ fields: [String]) async throws -> (status: Int, text: String, place: String) {
          let answer = try await page.roost.curl(
            ["-i"] + fields.flatMap { ["-H", $0] } + ["-F", form, page.url + "/deploy/upload"])
          let place = answer.body.firstMatch(of: /(?i)location: (\/[^\r\n]*)/).map { String($0.1) } ?? ""
          return (answer.status, answer.body, place)
        }
        let sent = try await send("file=@\(archive)", own)
        #expect(sent.status == 303 && sent.place.hasPrefix("/progress/"), "\(sent.text)")
        try await page.open(sent.place)
        try await page.browser.arrives(at: "/drafts/")
        try await page.browser.says("Deploy plain")
        try await page.browser.press("Discard")
        try await page.browser.arrives(at: "/deploy")
        let garbage = try await send("file=@\(site)/index.html;filename=../../x<b>.zip", own)
        try await page.open(garbage.place)
        try await page.browser.says("x<b>.zip is no archive that Roost knows")
        try await page.browser.picture("upload-refused")
        try await page.browser.press("Back to the form")
        try await page.browser.arrives(at: "/deploy")
        #expect(try await send("note=nothing", own).text.contains("it holds no file"))
        #expect(
          try await send("file=@\(archive)", [own[0], "Origin: http://evil.test", "Sec-Fetch-Site: cross-site"]).status == 403)
        #expect(try await send("file=@\(archive)", [own[1], own[2]]).place.hasPrefix("/login"))
      }
    }
  }
}
