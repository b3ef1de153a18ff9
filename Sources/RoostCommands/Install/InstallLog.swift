import FoundationEssentials
import Glibc
import RoostModel

/// Progress as log lines: time, level, component, message, `key=value`.
struct InstallLog: Sendable {
  enum Level: String, Sendable { case debug = "DEBUG", info = " INFO", warning = " WARN" }

  let verbose: Bool
  let write: @Sendable (String) -> Void

  func show(_ event: ProgressEvent) {
    guard let (level, line) = InstallLog.line(of: event), verbose || level != .debug else { return }
    write("\(InstallLog.now()) \(level.rawValue) roost.install: \(CleanText.line(line))\n")
  }

  /// Pure part of ``show(_:)``; `nil` for what would only repeat itself.
  static func line(of event: ProgressEvent) -> (Level, String)? {
    switch event {
    case .stage(let name, let detail): (.info, "\(name): \(detail)")
    case .finished(let name, let seconds): (.debug, "\(name) ended seconds=\(hundredths(seconds))")
    case .output(let text): text.isEmpty ? nil : (.debug, text)
    case .warning(let text): (.warning, text)
    case .transfer: nil
    }
  }

  private static func hundredths(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }

  /// `2025-06-15T01:06:19.463527Z`
  private static func now() -> String {
    let moment = Int((Date().timeIntervalSince1970 * 1_000_000).rounded(.down))
    return text(seconds: moment / 1_000_000, microseconds: moment % 1_000_000)
  }

  static func text(seconds: Int, microseconds: Int) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
    let time = "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
    return "\(date)T\(time).\(padded(microseconds, 6))Z"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
