import RoostModel

extension ProjectTree {
  /// Whether it matters for its plan that a container engine is there.
  package var asksForContainerEngine: Bool {
    let names = Set(Dockerfile.names + ComposeFile.names)
    return files.contains { names.contains($0.split(separator: "/").last.map(String.init) ?? "") }
  }
}

/// A project with a `Dockerfile`: a container engine builds its image, and the app runs in that.
struct DockerKind: ProjectKind {
  let types: [ProjectType] = [.docker]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    let marker: Evidence
    if let dockerfile = try Dockerfile.load(from: project.tree) {
      marker = Evidence(file: dockerfile.file, says: "is there")
    } else if let compose = try ComposeFile.load(from: project.tree) {
      marker = compose.evidence
    } else {
      return nil
    }
    if project.hasContainerEngine { return Candidate(type: .docker, score: ProjectScores.image, evidence: [marker]) }
    let missing = Evidence(says: "\(marker.file ?? "Dockerfile") found, Docker not installed")
    return Candidate(type: .docker, score: ProjectScores.imageWithoutEngine, evidence: [marker, missing])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let dockerfile = try Dockerfile.load(from: project.tree) else {
      if let compose = try ComposeFile.load(from: project.tree) { throw compose.problem(of: project) }
      throw .startMissing(of: project.tree.name, because: "there is no Dockerfile")
    }
    guard dockerfile.hasStage else {
      throw Problem(
        .projectManifestInvalid, "\(dockerfile.file) has no FROM, so that it makes no image",
        hint: "begin it with the image it stands on: FROM debian:13")
    }
    guard project.hasContainerEngine else {
      throw Problem(
        .strategyUnavailable, "\(dockerfile.file) is built by a container engine, and none answers here",
        hint: "install one: apt-get install docker.io; or run the app without it: roost deploy "
          + "\(ShellCommand.quoted(project.name)) --type TYPE")
    }
    plan.image = ImagePlan(dockerfile: dockerfile.file)
    plan.target = StrategyTarget(.docker)
    plan.port = dockerfile.port?.value ?? plan.port
    if let port = dockerfile.port { plan.evidence.append(port.evidence) }
    let own = dockerfile.command ?? Stated("the image's own command", by: Evidence(file: dockerfile.file, says: "is built"))
    plan.start =
      if let start = project.settings.start { .command(start.value, decidedBy: start.evidence) } else {
        .command(own.value, decidedBy: own.evidence)
      }
    if let user = dockerfile.user {
      plan.warnings.append("\(user) is not used: the app runs as a user of its own, and writes where that one may")
    }
    if let compose = try ComposeFile.load(from: project.tree) {
      plan.warnings.append("\(compose.file) is not used: \(dockerfile.file) alone is built and run")
    }
  }
}
