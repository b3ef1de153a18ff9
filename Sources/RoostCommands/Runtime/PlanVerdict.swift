import RoostModel

/// What `--detailed-exitcode` says of a plan. Pure.
struct PlanVerdict {
  let plan: InstallPlan

  /// `nil` when there is nothing to do; 3 when it can be done; otherwise that of what stands in the way.
  var exitStatus: Int32? {
    if plan.isSatisfied { return nil }
    if let problem = plan.runtimes.lazy.filter({ $0.state == .missing }).compactMap(\.problem).first {
      return problem.code.exitStatus
    }
    if plan.conflicts.contains(where: { $0.severity == .error }) { return ProblemCode.runtimeConflict.exitStatus }
    return (plan.canInstall ? ProblemCode.changesPending : .diskFull).exitStatus
  }
}
