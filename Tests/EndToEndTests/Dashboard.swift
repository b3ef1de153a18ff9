import Foundation
import RoostModel
import RoostTestSupport
import Testing

/// A browser that is logged in to the dashboard of a daemon.
struct Dashboard {
  let roost: RoostFixture
  let browser: Browser
  let url: String

  private static let account = "ada"

  static func with(variables: [String: String] = [:], _ body: (Dashboard) async throws -> Void) async throws {
    let port = try FreePort.find()
    let password = UUID().uuidString
    try await RoostFixture.with(variables: variables.merging(["ROOST_API_PORT": "\(port)"]) { $1 }) { roost in
      try await account(password, roost)
      try await Browser.with { browser in
        let dashboard = Dashboard(roost: roost, browser: browser, url: "http://localhost:\(port)")
        try await browser.resize(width: 1280)
        try await dashboard.logIn(password)
        try await body(dashboard)
        let faults = try await browser.faults()
        #expect(faults.isEmpty, "\(faults)")
      }
      _ = try await roost.roost("user", "remove", account, "--yes")
    }
  }

  /// The home is that of all tests: it may have been claimed before.
  private static func account(_ password: String, _ roost: RoostFixture) async throws {
    let script = "printf '%s\\n' \"$2\" | \"$0\" user add \"$1\" || printf '%s\\n' \"$2\" | \"$0\" user password \"$1\""
    let made = try await TestProcess(
      "/bin/sh", ["-c", script, RoostFixture.executable, account, password], variables: ["ROOST_HOME": roost.home]
    ).finish()
    #expect(made.status == 0, "\(made.errors)")
  }

  private func logIn(_ password: String) async throws {
    try await open("/login")
    try await browser.type(Dashboard.account, into: "input[name=name]")
    try await browser.type(password, into: "input[name=password]")
    try await browser.press("Log in")
    try await browser.says("Overview")
  }

  /// Of the session, as a browser sends it.
  func cookie() async throws -> String {
    let all = try await browser.ask("GET", "/cookie") as? [[String: Any]] ?? []
    let own = all.first { $0["name"] as? String == "roost_session" }
    return "roost_session=\(own?["value"] as? String ?? "")"
  }

  func open(_ path: String) async throws { try await browser.open(url + path) }

  /// Takes all versions of it away, so that it is missing.
  func without(_ runtime: String) async throws {
    let list = try await roost.roost("runtime", "list", "--installed", "--json").decoded([RuntimeSummary].self)
    for layer in list.filter({ $0.runtime.text == runtime }).flatMap(\.installed) {
      let removed = try await roost.roost("runtime", "remove", "\(runtime)@\(layer.version)", "--force", "--yes")
      #expect(removed.status == 0, "\(removed.errors)")
    }
  }

  func version(of runtime: String) async throws -> String? {
    let list = try await roost.roost("runtime", "list", "--installed", "--json").decoded([RuntimeSummary].self)
    return list.first { $0.runtime.text == runtime }?.installed.last?.version
  }

  /// Drops a project and waits for its plan.
  func drop(_ directory: String) async throws {
    try await open("/deploy")
    try await browser.drop(directory, on: "[data-upload]")
    try await browser.arrives(at: "/drafts/")
    try await browser.says("Nothing has happened yet")
  }

  /// Deploys what is planned and waits until it serves.
  func deploy(_ button: String, as app: String) async throws {
    try await browser.press(button)
    try await browser.arrives(at: "/progress/")
    // Whoever looks again sees the same.
    try await browser.reload()
    try await browser.says("Go to \(app)")
    #expect(try await browser.words().contains("Deploying \(app)"))
    try await browser.press("Go to \(app)")
    try await browser.arrives(at: "/apps/\(app)")
    try await browser.says("Running")
  }

  /// The words of an app's badge in the list.
  func state(of app: String) async throws -> String {
    try await open("/apps")
    let rows = "[...document.querySelectorAll('table.apps tbody tr')]"
    return try await browser.run(
      "return \(rows).find((row) => row.querySelector('a').innerText === '\(app)')?.querySelector('.state').innerText") as? String
      ?? "not there"
  }
}
