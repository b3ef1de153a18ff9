import RoostModel

/// Picks one of the candidates for a project's type, or says why none can be.
struct ProjectChoice {
  let project: ProjectInspection
  /// Best first.
  let candidates: [Candidate]

  func candidate() throws(Problem) -> Candidate {
    if let type = project.settings.type { return stated(type) }
    let detected = candidates.filter { $0.type != .procfile }
    guard let best = detected.first, best.score >= ProjectScores.notable else {
      if let procfile = candidates.first(where: { $0.type == .procfile }) { return procfile }
      throw ProjectUnrecognised(project: project, candidates: candidates).problem
    }
    let next = detected.dropFirst().first { $0.score >= ProjectScores.notable && !best.type.general.contains($0.type) }
    if best.score >= ProjectScores.decisive, best.score - (next?.score ?? 0) >= ProjectScores.margin { return best }
    if best.type == .static, next == nil { return procfileInstead(of: best) }
    if let next { throw ambiguous(detected, next) }
    throw ProjectUnrecognised(project: project, candidates: candidates).problem
  }

  private func stated(_ type: ProjectType) -> Candidate {
    let evidence = project.settings.decisions["type"] ?? Evidence(file: project.settings.file, says: "type is \(type.rawValue)")
    let found = candidates.first { $0.type == type }
    return Candidate(type: type, score: 100, evidence: [evidence] + (found?.evidence ?? []))
  }

  /// Files alone do not need a command: one that is stated says that there is more.
  private func procfileInstead(of candidate: Candidate) -> Candidate {
    candidates.first { $0.type == .procfile } ?? candidate
  }

  private func ambiguous(_ detected: [Candidate], _ next: Candidate) -> Problem {
    let notable = detected.filter { $0.score >= ProjectScores.notable }
    return ProjectAmbiguity(notable).problem(of: project.tree.name, word: ShellCommand.quoted(project.name))
  }
}
