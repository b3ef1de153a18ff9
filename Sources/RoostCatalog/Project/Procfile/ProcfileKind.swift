import RoostModel

/// A project of which only the command line is known, from its Procfile or roost.yml.
struct ProcfileKind: ProjectKind {
  let types: [ProjectType] = [.procfile]

  func examine(_ project: ProjectInspection) -> Candidate? {
    guard let start = project.start else { return nil }
    return Candidate(type: .procfile, score: ProjectScores.procfile, evidence: [start.evidence])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let start = project.start else {
      throw .startMissing(of: project.tree.name, because: "there is no Procfile with a line 'web: COMMAND'")
    }
    plan.start = .command(ShellCommand(start.value).replacingShell, decidedBy: start.evidence)
  }
}
