import RoostModel

/// A Rust program, built by Cargo.
struct RustKind: ProjectKind {
  let types: [ProjectType] = [.rust]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard let cargo = try CargoProject(project.tree) else { return nil }
    let evidence = Evidence(file: "Cargo.toml", says: "is there")
    guard let program = cargo.programs.first else {
      return Candidate(
        type: .rust, score: ProjectScores.library(project),
        evidence: [evidence, Evidence(says: "no package of it makes a program")])
    }
    return Candidate(type: .rust, score: ProjectScores.compiled, evidence: [evidence, program.evidence])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let cargo = try CargoProject(project.tree)
    let programs = cargo?.programs ?? []
    guard !programs.isEmpty || (project.settings.build != nil && project.start != nil) else {
      throw .startMissing(of: project.tree.name, because: "no package of it makes a program: there is no src/main.rs")
    }
    try plan.require("rust", for: project)
    if let start = project.start {
      plan.build = build(programs.map(\.value), project)
      plan.start = .command(ShellCommand(start.value).replacingShell(withProgramsIn: "target/release"), decidedBy: start.evidence)
    } else {
      let program = try chosen(of: cargo, project)
      plan.build = build([program.value], project)
      plan.start = .command("exec \(rocket(cargo))target/release/\(program.value)", decidedBy: program.evidence)
    }
    try plan.addAssets(for: project)
    if !project.tree.contains("Cargo.lock") {
      plan.warnings.append("there is no Cargo.lock: each build may take other versions; commit the one that cargo writes")
    }
  }

  /// `default-run`, the only one, the one of its package's name.
  private func chosen(of cargo: CargoProject?, _ project: ProjectInspection) throws(Problem) -> Stated<String> {
    let packages = cargo?.packages.filter { !$0.programs.isEmpty } ?? []
    if packages.count == 1, let stated = packages[0].defaultRun { return stated }
    let programs = packages.flatMap(\.programs)
    if programs.count == 1 { return programs[0] }
    let named = packages.flatMap { package in package.programs.filter { $0.value == package.name } }
    if named.count == 1 { return named[0] }
    if let name = project.settings.name?.text, let app = programs.first(where: { $0.value == name }) { return app }
    throw Problem(
      .projectAmbiguous, "\(project.tree.name) makes \(programs.count) programs, and nothing says which is the app",
      hint: "say which in roost.yml: echo 'start: \(programs.first?.value ?? "NAME")' >> roost.yml",
      cause: programs.map { "\($0.value): \($0.evidence)" }.joined(separator: "\n"))
  }

  /// Cargo works beside the project, where its work is kept for the next release; only programs come into this one.
  private func build(_ programs: [String], _ project: ProjectInspection) -> [String] {
    let locked = project.tree.contains("Cargo.lock") ? " --locked" : ""
    let offline = project.tree.directories.contains("vendor") ? " --offline" : ""
    let names = programs.map { " --bin \($0)" }.joined()
    let copies = programs.map { "install -D \"$HOME/target/release/\($0)\" target/release/\($0)" }
    return ["cargo build --release\(locked)\(offline) --target-dir \"$HOME/target\"\(names)"] + copies
  }

  /// Rocket takes its port from variables of its own.
  private func rocket(_ cargo: CargoProject?) -> String {
    let isRocket = cargo?.packages.contains { $0.dependencies.contains("rocket") } == true
    return isRocket ? "env ROCKET_ADDRESS=127.0.0.1 ROCKET_PORT=$PORT " : ""
  }
}
