/// Numbers as people read them.
enum NumberText {
  /// At most two digits behind the point: `3`, `0.5`, `12.25`.
  static func short(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "0" }
    let hundredths = Int((number * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = abs(hundredths) / 100
    let rest = abs(hundredths) % 100
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// `950`, `12.4k`, `3.1M`
  static func count(_ number: Int) -> String {
    if abs(number) < 10_000 { return String(number) }
    let (unit, name) = abs(number) < 1_000_000 ? (1000.0, "k") : (1_000_000.0, "M")
    return tenth(Double(number) / unit) + name
  }

  static func percent(_ share: Double) -> String { tenth(share * 100) + " %" }

  /// `4 ms`, `1.2 s`, from microseconds.
  static func latency(_ microseconds: Int) -> String {
    if microseconds < 1000 { return "\(microseconds) µs" }
    if microseconds < 999_500 { return "\((microseconds + 500) / 1000) ms" }
    return tenth(Double(microseconds) / 1_000_000) + " s"
  }

  static func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  private static func tenth(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "0" }
    return abs(number) >= 100 ? String(Int(number.rounded())) : short((number * 10).rounded() / 10)
  }
}
