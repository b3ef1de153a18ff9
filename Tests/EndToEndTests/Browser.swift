import Foundation
import RoostTestSupport

/// A real Chromium without a window, driven through the WebDriver protocol (https://www.w3.org/TR/webdriver2/).
struct Browser {
  private let address: String
  private let session: String

  /// Runs `body` beside a browser that nobody has used yet.
  static func with(_ body: (Browser) async throws -> Void) async throws {
    let port = try FreePort.find()
    let driver = try TestProcess("/usr/bin/env", ["chromedriver", "--port=\(port)"])
    do {
      let address = "http://127.0.0.1:\(port)"
      try await eventually("chromedriver answers") { try await status(address + "/status") == 200 }
      let browser = Browser(address: address, session: try await begin(address))
      do {
        try await body(browser)
      } catch {
        _ = try? await browser.ask("DELETE", "")
        throw error
      }
      _ = try await browser.ask("DELETE", "")
    } catch {
      driver.signal(SIGTERM)
      _ = await driver.finish()
      throw error
    }
    driver.signal(SIGTERM)
    _ = await driver.finish()
  }

  private static func begin(_ address: String) async throws -> String {
    // A container has little shared memory, and Chromium's own sandbox refuses root.
    let options = ["args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"]]
    let wanted: [String: Any] = ["browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"]]
    let body = ["capabilities": ["alwaysMatch": wanted]]
    let value = try await exchange("POST", address + "/session", body) as? [String: Any]
    guard let session = value?["sessionId"] as? String else { throw Refused(answer: "no session") }
    return session
  }

  func open(_ url: String) async throws { try await ask("POST", "/url", ["url": url]) }

  func reload() async throws { try await ask("POST", "/refresh") }

  var url: String { get async throws { try await ask("GET", "/url") as? String ?? "" } }

  func click(_ selector: String) async throws { try await act(on: selector, "POST", "/click") }

  func type(_ text: String, into selector: String) async throws {
    try await act(on: selector, "POST", "/value", ["text": text])
  }

  /// The text of an element, once there is one.
  func text(_ selector: String) async throws -> String {
    try await act(on: selector, "GET", "/text") as? String ?? ""
  }

  func style(_ property: String, of selector: String) async throws -> String {
    try await act(on: selector, "GET", "/css/\(property)") as? String ?? ""
  }

  /// The paths of the cookies that the open page gets, by their names.
  func cookiePaths() async throws -> [String: String] {
    let all = try await ask("GET", "/cookie") as? [[String: Any]] ?? []
    return Dictionary(
      all.map { ($0["name"] as? String ?? "", $0["path"] as? String ?? "") }, uniquingKeysWith: { one, _ in one })
  }

  /// What is done with an element. An open page may put another into its place just then.
  @discardableResult func act(
    on selector: String, by strategy: String = "css selector", _ method: String, _ action: String,
    _ body: Any = [String: String]()
  ) async throws -> Any? {
    while true {
      let place = try await element(selector, by: strategy)
      do { return try await ask(method, "/element/\(place)\(action)", body) } catch let refusal as Refused {
        guard refusal.answer.contains("stale element reference") else { throw refusal }
      }
    }
  }

  /// Waits for it: a page that is being left does not have it yet.
  func element(_ selector: String, by strategy: String = "css selector") async throws -> String {
    var found: String?
    try await eventually("\(selector) is on the page") {
      let value = try? await ask("POST", "/element", ["using": strategy, "value": selector])
      found = (value as? [String: String])?.values.first
      return found != nil
    }
    return found ?? ""
  }

  @discardableResult func ask(_ method: String, _ path: String, _ body: Any = [String: String]()) async throws -> Any? {
    try await Browser.exchange(method, "\(address)/session/\(session)\(path)", body)
  }

  private static func status(_ url: String) async throws -> Int {
    Int(try await curl(["-o", "/dev/null", "-w", "%{http_code}", url])) ?? 0
  }

  private static func exchange(_ method: String, _ url: String, _ body: Any) async throws -> Any? {
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let data = method == "POST" ? ["-H", "content-type: application/json", "-d", text] : []
    let answer = try await curl(["-X", method] + data + [url])
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    let value = object?["value"]
    if let fault = value as? [String: Any], fault["error"] != nil { throw Refused(answer: answer) }
    return value
  }

  private static func curl(_ arguments: [String]) async throws -> String {
    try await TestProcess("/usr/bin/env", ["curl", "-s", "-m", "60"] + arguments, variables: ["no_proxy": "*"]).finish().output
  }

  struct Refused: Error { var answer: String }
}
