import RoostModel

/// A Deno app: a `deno.json` with a task `start`, or with a file of a usual name; or the functions of a Supabase project.
struct DenoKind: ProjectKind {
  let types: [ProjectType] = [.deno]

  /// What a program may do: connect, read the project, write its data.
  static let rights = "--no-prompt --allow-net --allow-env --allow-read=.,$ROOST_DATA_DIR --allow-write=$ROOST_DATA_DIR"

  private static let scripts = ["main", "server", "mod", "index", "app"].flatMap { name in
    ["ts", "tsx", "js", "mjs"].map { "\(name).\($0)" }
  }

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    let functions = EdgeFunctions(project.tree)
    guard let manifest = try DenoManifest.load(from: project.tree) else {
      return functions.map { Candidate(type: .deno, score: ProjectScores.edgeFunctions, evidence: $0.evidence) }
    }
    let evidence = Evidence(file: manifest.file, says: "is there")
    let start = project.start?.evidence ?? manifest.start?.evidence ?? script(in: project.tree)?.evidence
    if start == nil, let functions {
      return Candidate(type: .deno, score: ProjectScores.edgeFunctions, evidence: functions.evidence)
    }
    guard let start else { return Candidate(type: .deno, score: ProjectScores.library, evidence: [evidence]) }
    return Candidate(type: .deno, score: ProjectScores.deno, evidence: [evidence, start])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let manifest = try DenoManifest.load(from: project.tree)
    let script = script(in: project.tree)
    try plan.require("deno", for: project)
    // What it has fetched belongs to the release.
    plan.variables["DENO_DIR"] = ".deno"
    if project.start == nil, manifest?.start == nil, script == nil, let functions = EdgeFunctions(project.tree) {
      return try functions.complete(&plan, in: project.tree)
    }
    if let script { plan.build.append("deno cache \(script.value)") }
    if let build = manifest?.build {
      plan.evidence.append(build.evidence)
      plan.build.append("deno task build")
    }
    let line = try start(manifest, script, project)
    plan.start = .command(ShellCommand(line.value).replacingShell, decidedBy: line.evidence)
  }

  private func start(
    _ manifest: DenoManifest?, _ script: Stated<String>?, _ project: ProjectInspection
  ) throws(Problem) -> Stated<String> {
    if let start = project.start { return start }
    if let task = manifest?.start { return Stated("deno task start", by: task.evidence) }
    guard let script else {
      throw .startMissing(
        of: project.tree.name, because: "there is neither a task `start` in deno.json nor a main.ts, server.ts or mod.ts")
    }
    let text = try project.tree.source(script.value) ?? ""
    let exports = SourceLines.of(text, comment: "//").contains { $0.line.hasPrefix("export default") }
    let verb = exports ? "serve --host 127.0.0.1 --port $PORT" : "run"
    return Stated("deno \(verb) \(Self.rights) \(script.value)", by: script.evidence)
  }

  private func script(in tree: ProjectTree) -> Stated<String>? {
    Self.scripts.first(where: tree.contains).map { Stated($0, by: Evidence(file: $0, says: "is there")) }
  }
}
