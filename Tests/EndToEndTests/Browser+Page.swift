import Foundation
import RoostTestSupport

/// What only the dashboard's tests do with a page.
extension Browser {
  /// Clicks a button, a link or what opens a part of the page, by what it says.
  func press(_ title: String) async throws {
    let path = "//*[self::button or self::a or self::summary][normalize-space(.)=\(Browser.quoted(title))]"
    try await act(on: path, by: "xpath", "POST", "/click")
  }

  /// Runs a function's body in the page; what it returns is JSON.
  @discardableResult func run(_ script: String) async throws -> Any? {
    try await ask("POST", "/execute/sync", ["script": script, "args": [String]()] as [String: Any])
  }

  func has(_ selector: String) async throws -> Bool {
    try await run("return document.querySelector(\(Browser.json(selector))) !== null") as? Bool ?? false
  }

  /// What the page says, without its navigation.
  func words() async throws -> String { try await run("return document.querySelector('main').innerText") as? String ?? "" }

  /// Waits until the page says it.
  func says(_ text: String, within limit: Duration = .seconds(90)) async throws {
    try await eventually(within: limit, "the page says \(text)") { try await words().contains(text) }
  }

  func path() async throws -> String { URL(string: try await url)?.path() ?? "" }

  /// Waits until another page is shown, whose path begins so.
  func arrives(at path: String, within limit: Duration = .seconds(90)) async throws {
    try await eventually(within: limit, "the browser is at \(path)") { try await self.path().hasPrefix(path) }
  }

  /// As a window of this width, or a phone.
  func resize(width: Int, height: Int = 900) async throws {
    let metrics: [String: Any] = ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500]
    try await develop("Emulation.setDeviceMetricsOverride", metrics)
  }

  /// A file or a folder of this machine, dropped from outside of the browser.
  func drop(_ path: String, on selector: String) async throws {
    _ = try await element(selector)
    let place = try await run(
      "const r = document.querySelector(\(Browser.json(selector))).getBoundingClientRect(); return [r.x + r.width / 2, r.y + 20]")
    let point = place as? [Double] ?? [0, 0]
    let data: [String: Any] = ["items": [Any](), "files": [path], "dragOperationsMask": 1]
    for kind in ["dragEnter", "dragOver", "drop"] {
      try await develop("Input.dispatchDragEvent", ["type": kind, "x": point[0], "y": point[1], "data": data])
    }
  }

  func pressTab() async throws {
    for kind in ["keyDown", "keyUp"] {
      try await develop("Input.dispatchKeyEvent", ["type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9])
    }
  }

  /// What the console was told since the last look, if it is an error: also what was blocked or not found.
  func faults() async throws -> [String] {
    let lines = try await ask("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return lines.filter { $0["level"] as? String == "SEVERE" }.compactMap { $0["message"] as? String }
  }

  /// Keeps a picture of the whole page among what the run leaves behind.
  func picture(_ name: String, width: Int = 1280) async throws {
    try await resize(width: width)
    let height = try await run("return document.documentElement.scrollHeight") as? Int ?? 900
    try await resize(width: width, height: min(max(height, 900), 6000))
    let image = try await ask("GET", "/screenshot") as? String ?? ""
    let directory = Browser.artifacts
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try (Data(base64Encoded: image) ?? Data()).write(to: directory.appending(path: "\(name)-\(width).png"))
    try await resize(width: 1280)
  }

  /// `ROOST_ARTIFACTS`, or beside what was built.
  private static var artifacts: URL {
    if let path = ProcessInfo.processInfo.environment["ROOST_ARTIFACTS"] { return URL(filePath: path) }
    return RoostFixture.products.deletingLastPathComponent().appending(path: "screenshots")
  }

  private func develop(_ command: String, _ parameters: [String: Any]) async throws {
    try await ask("POST", "/goog/cdp/execute", ["cmd": command, "params": parameters] as [String: Any])
  }

  private static func quoted(_ text: String) -> String { text.contains("'") ? "\"\(text)\"" : "'\(text)'" }

  private static func json(_ text: String) -> String {
    String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  }
}
