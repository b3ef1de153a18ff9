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
    let evidence = Evidence(file: project.settings.file, says: "type is \(type.rawValue)")
    let found = candidates.first { $0.type == type }
    return Candidate(type: type, score: 100, evidence: [evidence] + (found?.evidence ?? []))
  }

  /// Files alone do not need a command: one that is stated says that there is more.
  private func procfileInstead(of candidate: Candidate) -> Candidate {
    candidates.first { $0.type == .procfile } ?? candidate
  }

  private func ambiguous(_ detected: [Candidate], _ next: Candidate) -> Problem {
    let notable = detected.filter { $0.score >= ProjectScores.notable }
    let lines = notable.map { "\($0.type.rawValue) (\($0.score)): \($0.evidence.map(\.description).joined(separator: "; "))" }
    return Problem(
      .projectAmbiguous,
      "\(project.tree.name) can be run in more than one way: \(notable.map(\.type.rawValue).joined(separator: " or "))",
      hint: "say which in roost.yml: echo 'type: \(notable[0].type.rawValue)' >> roost.yml", cause: lines.joined(separator: "\n"))
  }
}
