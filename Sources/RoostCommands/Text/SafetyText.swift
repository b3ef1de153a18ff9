import RoostModel

/// Whether something may be removed, as a person reads it.
struct SafetyText {
  let check: SafetyCheck
  /// What is not needed then goes in any case.
  var takesAlong = false

  func text(_ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("To remove", check.targets.isEmpty ? ["nothing"] : check.targets)
    fields.add("Used by", check.dependentApps.map(SafetyText.use))
    fields.add("Stands below", check.dependentRuntimes)
    fields.add(takesAlong ? "Packages, files" : "Not needed then", check.unused)
    fields.add("Warnings", check.warnings.map(style.yellow))
    if !check.safe { fields.add("--force would", check.forceRemovalConsequences) }
    let verdict = check.safe ? style.green("It can be removed.") : style.red("It is in use.")
    return CleanText.clean(fields.text(style), colours: style.enabled) + style.bold(verdict) + "\n"
  }

  /// `shop (running, pid 812) on 22.20.0`
  static func use(_ use: AppUse) -> String {
    "\(use.app) (\(use.state.rawValue)\(use.pid.map { ", pid \($0)" } ?? "")) on \(use.version)"
  }
}
