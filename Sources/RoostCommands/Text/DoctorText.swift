import RoostModel

/// What `roost doctor` prints.
struct DoctorText {
  let findings: [DoctorFinding]

  func text(_ style: TextStyle) -> String {
    var text = ""
    for finding in findings {
      text += "\(mark(finding.severity, style)) \(finding.what)\n"
      if let remedy = finding.remedy { text += "         mend it: \(remedy)\n" }
    }
    return text + conclusion(style)
  }

  private func mark(_ severity: DoctorFinding.Severity, _ style: TextStyle) -> String {
    switch severity {
    case .ok: style.green("ok      ")
    case .warning: style.yellow("warning ")
    case .error: style.red("error   ")
    }
  }

  private func conclusion(_ style: TextStyle) -> String {
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    if errors == 0, warnings == 0 { return style.bold("Nothing is missing.") + "\n" }
    return style.bold("\(errors) to mend, \(warnings) worth a look.") + "\n"
  }
}
