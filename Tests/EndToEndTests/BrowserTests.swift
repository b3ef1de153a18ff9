import Foundation
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Apps that know nothing of Roost, in a real browser: the same sources at both of an app's addresses.
  @Suite struct BrowserTests {
    @Test(arguments: ["flask", "fastapi", "django", "sinatra", "express", "php", "spa"])
    func anAppWorksInABrowserAtItsPathAndAtItsHost(_ framework: String) async throws {
      try await RoostFixture.with { roost in
        let app = "front-\(framework)"
        let project = try roost.copy(of: FilePlaces.frameworks + "/" + framework, named: app)
        if framework == "sinatra" { try Gems.add(to: project) }
        let done = try await roost.roost("deploy", project, "--yes")
        #expect(done.status == 0, "\(done.errors)")
        try await Browser.with { browser in
          try await logIn(browser, "http://localhost:\(roost.port)/app/\(app)/", cookiePath: "/app/\(app)")
          try await logIn(browser, "http://\(app).localhost:\(roost.port)/", cookiePath: "/")
        }
      }
    }

    /// From the app's address to a page that only those who have logged in see, and on to another.
    private func logIn(_ browser: Browser, _ address: String, cookiePath: String) async throws {
      try await browser.open(address)
      try await browser.type("ada", into: "input[name=user]")
      try await browser.click("button")
      #expect(try await browser.text("#hello") == "Hello ada", "\(address)")
      #expect(try await browser.url == address)
      try await eventually("the script of \(address) has run") { try await browser.text("#script") == "the script ran" }
      #expect(try await browser.style("color", of: "#hello") == "rgba(1, 2, 3, 1)", "\(address)")
      let paths = try await browser.cookiePaths()
      #expect(!paths.isEmpty && paths.values.allSatisfy { $0 == cookiePath || $0 == cookiePath + "/" }, "\(address): \(paths)")
      try await browser.click("#about")
      #expect(try await browser.text("#page") == "About ada", "\(address)")
      #expect(try await browser.url.hasPrefix(address + "about"))
      try await browser.reload()
      #expect(try await browser.text("#page") == "About ada", "\(address), loaded again")
    }
  }

  private enum FilePlaces {
    static let frameworks = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frameworks").path
  }

  /// The gems of Debian's packages, put where Bundler would have installed them.
  private enum Gems {
    static func add(to project: String) throws {
      let bundle = project + "/vendor/bundle/ruby/3.1.0"
      try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
      for part in ["gems", "specifications"] {
        try FileManager.default.copyItem(atPath: "/usr/share/rubygems-integration/all/" + part, toPath: "\(bundle)/\(part)")
      }
      try FileManager.default.createDirectory(atPath: bundle + "/bin", withIntermediateDirectories: true)
      let rackup = bundle + "/bin/rackup"
      try "#!/usr/bin/env ruby\nload Gem.activate_bin_path('rack', 'rackup')\n".write(
        toFile: rackup, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: rackup)
      // The one whose files Debian puts elsewhere.
      let specifications = try FileManager.default.contentsOfDirectory(atPath: bundle + "/specifications")
      let tilt = try #require(specifications.first { $0.hasPrefix("tilt-") }).dropLast(".gemspec".count)
      try FileManager.default.createDirectory(atPath: "\(bundle)/gems/\(tilt)/lib", withIntermediateDirectories: true)
      for name in ["tilt", "tilt.rb"] {
        try FileManager.default.copyItem(
          atPath: "/usr/lib/ruby/vendor_ruby/" + name, toPath: "\(bundle)/gems/\(tilt)/lib/\(name)")
      }
    }
  }
}
