import RoostModel

/// A Go program: a module, a workspace or a lone `main.go`, with a `package main` in it.
struct GoKind: ProjectKind {
  let types: [ProjectType] = [.go]

  private static let output = ".roost/bin/app"
  /// Directories of a program's usual name, when no other says which of several is the app.
  private static let usual = ["server", "web", "api", "app"]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard let marker = ["go.mod", "go.work", "main.go"].first(where: project.tree.contains) else { return nil }
    let evidence = Evidence(file: marker, says: "is there")
    guard let main = try GoPackages(tree: project.tree).mains().first else {
      return Candidate(
        type: .go, score: ProjectScores.library(project), evidence: [evidence, Evidence(says: "no file has `package main`")])
    }
    return Candidate(type: .go, score: ProjectScores.compiled, evidence: [evidence, main.evidence])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let mains = try GoPackages(tree: project.tree).mains()
    guard !mains.isEmpty || (project.settings.build != nil && project.start != nil) else {
      throw .startMissing(of: project.tree.name, because: "no file of it has `package main`")
    }
    try plan.require("go", for: project)
    if let start = project.start {
      plan.build = [build(mains.map(\.value), into: "bin/", project)]
      plan.start = .command(ShellCommand(start.value).replacingShell(withProgramsIn: "bin"), decidedBy: start.evidence)
    } else {
      let main = try chosen(of: mains, project)
      plan.build = [build([main.value], into: Self.output, project)]
      plan.start = .command("exec \(Self.output)", decidedBy: main.evidence)
    }
    try plan.addAssets(for: project)
  }

  /// The top, the only one, the one of the app's or the module's name, then one of a usual name. The directory's own name
  /// says nothing: a release lies in another.
  private func chosen(of mains: [Stated<String>], _ project: ProjectInspection) throws(Problem) -> Stated<String> {
    if let top = mains.first(where: { $0.value == "." }) { return top }
    if mains.count == 1 { return mains[0] }
    let names = [project.settings.name?.text, try GoPackages(tree: project.tree).moduleName].compactMap { $0 }
    for wanted in names + Self.usual {
      if let main = mains.first(where: { "/\($0.value)".hasSuffix("/cmd/\(wanted)") }) { return main }
    }
    throw Problem(
      .projectAmbiguous, "\(project.tree.name) holds \(mains.count) programs, and nothing says which is the app",
      hint: "say which in roost.yml: echo 'start: \(Self.program(mains.first?.value ?? "."))' >> roost.yml",
      cause: mains.map { "\(Self.program($0.value)): \($0.evidence)" }.joined(separator: "\n"))
  }

  private static func program(_ directory: String) -> String { directory.split(separator: "/").last.map(String.init) ?? "." }

  private func build(_ packages: [String], into output: String, _ project: ProjectInspection) -> String {
    let names = packages.map { ShellCommand.quoted($0 == "." ? "." : "./\($0)") }.joined(separator: " ")
    let isModule = project.tree.contains("go.mod")
    let isVendored = isModule && !project.tree.contains("go.work") && project.tree.directories.contains("vendor")
    let mode = isModule || project.tree.contains("go.work") ? "" : "GO111MODULE=off "
    // There is no C compiler.
    return "\(mode)CGO_ENABLED=0 go build\(isVendored ? " -mod=vendor" : "") -trimpath -ldflags='-s -w' -o \(output) \(names)"
  }
}
