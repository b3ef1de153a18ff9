import RoostModel

extension SafetyCheck {
  /// `runtime.in-use`, naming all who are in the way; `nil` when nobody is.
  var refusal: Problem? {
    guard !safe else { return nil }
    let names = SafetyCheck.list(targets)
    let specifiers = targets.map { "'\($0.replacing(" ", with: "@"))'" }.joined(separator: " ")
    let forced = "to remove it all the same: roost runtime remove --force \(specifiers)"
    if let first = dependentApps.first {
      return Problem(
        .runtimeInUse, "\(names) is used by \(SafetyCheck.list(dependentApps.map(\.text)))",
        hint: "remove or redeploy these first: roost app remove \(first.app); \(forced)")
    }
    return Problem(
      .runtimeInUse, "\(names) lies below \(SafetyCheck.list(dependentRuntimes))",
      hint: "remove those first: roost runtime remove '\(dependentRuntimes.first?.replacing(" ", with: "@") ?? "")'; \(forced)")
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}
