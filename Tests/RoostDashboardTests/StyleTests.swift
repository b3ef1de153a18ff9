import Foundation
import Testing

@testable import RoostDashboard

@Suite("The style sheet")
struct StyleTests {
  private let sheet = String(decoding: Asset.all.first { $0.name == "roost.css" }?.bytes ?? [], as: UTF8.self)

  /// `--name: light-dark(#light, #dark)`
  private var colours: [String: (light: String, dark: String)] {
    var colours: [String: (light: String, dark: String)] = [:]
    for match in sheet.matches(of: /--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);/) {
      colours[String(match.1)] = (String(match.2), String(match.3))
    }
    return colours
  }

  private static let grounds = ["bg", "surface", "raised", "hover", "log-bg"]
  private static let states = ["running", "starting", "sleeping", "stopped", "error", "missing", "closed"]

  /// What may stand on what.
  private static let pairs: [(String, String)] =
    grounds.flatMap { ground in ["text", "muted", "accent"].map { ($0, ground) } }
    + states.flatMap { [($0, "\($0)-tint"), ($0, "surface")] } + [("on-primary", "primary"), ("error", "hover")]
    + ["c1", "c2", "c3", "c4", "c5", "c6", "running", "closed"].map { ($0, "log-bg") }

  @Test("Every text can be read on what it stands on, in light and in dark", arguments: pairs)
  func contrast(pair: (String, String)) throws {
    let text = try #require(colours[pair.0])
    let ground = try #require(colours[pair.1])
    #expect(Self.contrast(text.light, ground.light) >= 4.5, "light: \(Self.contrast(text.light, ground.light))")
    #expect(Self.contrast(text.dark, ground.dark) >= 4.5, "dark: \(Self.contrast(text.dark, ground.dark))")
  }

  @Test("No text has a colour that is not measured here")
  func complete() {
    let measured = Set(Self.pairs.map(\.0))
    let used = Set(sheet.matches(of: /(?:[;{]\s*)color: ([^;]+);/).map { String($0.1) })
    let unmeasured = used.filter { value in
      !measured.contains { value == "var(--\($0))" }
    }
    #expect(unmeasured.isEmpty, "\(unmeasured)")
    #expect(used.count > 8)
  }

  @Test(
    "What is drawn can be told from the ground",
    arguments: ["chart-ok", "chart-client", "chart-server", "chart-line", "chart-line-2", "focus"])
  func drawings(name: String) throws {
    let colour = try #require(colours[name])
    let ground = try #require(colours["surface"])
    #expect(Self.contrast(colour.dark, ground.dark) >= 3)
    #expect(Self.contrast(colour.light, ground.light) >= (name == "chart-client" ? 2 : 3))
  }

  @Test("Every variable that is used is set, and nothing is fetched from elsewhere")
  func variables() {
    let set = Set(sheet.matches(of: /--([a-z0-9-]+):/).map { String($0.1) })
    let used = Set(sheet.matches(of: /var\(--([a-z0-9-]+)\)/).map { String($0.1) })
    #expect(used.subtracting(set).isEmpty)
    #expect(!sheet.contains("url(") && !sheet.contains("@import"))
  }

  @Test("Every class of a page is one of the sheet, or says what the page may leave out")
  func classes() throws {
    let known = Set(sheet.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
    // A mark for scripts, and names of tables that look like every other.
    let plain: Set<String> = [
      "releases", "deployments", "variables", "processes", "backups", "runtimes", "versions", "environments", "snapshots",

      "users", "tokens", "sessions", "accounts", "audit", "follow", "stopped", "transfer", "c0", "c7", "c15", "block", "text",
    ]
    var unknown: Set<String> = []
    for (_, bytes) in try Gallery().all() {
      for match in String(decoding: bytes, as: UTF8.self).matches(of: /class="([^"]*)"/) {
        unknown.formUnion(match.1.split(separator: " ").map(String.init).filter { !known.contains($0) && !plain.contains($0) })
      }
    }
    #expect(unknown.isEmpty, "\(unknown)")
  }

  private static func contrast(_ one: String, _ other: String) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// Relative luminance as WCAG 2.1 defines it.
  private static func luminance(_ hex: String) -> Double {
    let value = Int(hex, radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
