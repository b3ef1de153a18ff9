import RoostModel

/// What a repair found and did, as a person reads it.
struct RepairText {
  let report: RepairReport

  func text(_ style: TextStyle) -> String {
    var text = report.actions.map { "\(style.green("mended")) \(CleanText.line($0))\n" }.joined()
    if report.actions.isEmpty { text += "Nothing had to be mended.\n" }
    if !report.verified.isEmpty { text += VerifyText(reports: report.verified).text(style) }
    guard !report.remaining.isEmpty else { return text }
    return text + DoctorText(findings: report.remaining).text(style)
  }
}
