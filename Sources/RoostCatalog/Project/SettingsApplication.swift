import RoostModel

/// Lays what the project states about itself over a detected plan.
struct SettingsApplication {
  let project: ProjectInspection
  private var settings: ProjectSettings { project.settings }

  init(project: ProjectInspection) { self.project = project }

  func apply(to plan: inout Plan) throws(Problem) {
    if plan.image == nil {
      try addRuntimes(to: &plan)
      addInstallation(to: &plan)
      addBuild(to: &plan)
    } else {
      plan.warnings += unusedByImage
    }
    plan.port = settings.port ?? plan.port
    plan.healthPath = settings.healthPath ?? project.appManifest?.healthPath?.value
    addVariables(to: &plan)
    plan.warnings += addressesForVisitors(plan)
    plan.limits = settings.limits
    plan.quota = settings.quota
    plan.network = settings.network ?? plan.network
    plan.target = settings.target ?? plan.target
    plan.health = settings.health
    plan.startsWithMachine = settings.startsWithMachine == false ? false : nil
    plan.startsAfter = settings.startsAfter.isEmpty ? nil : settings.startsAfter
    plan.isExclusive = settings.isExclusive == true ? true : nil
    plan.route = settings.route.isEmpty ? nil : settings.route
    plan.sleep = settings.sleep
    plan.backup = settings.backup
    addProcesses(to: &plan)
    addSchedules(to: &plan)
    plan.warnings += project.appManifest?.warnings ?? []
    if project.tree.isTruncated {
      plan.warnings.append("the project has very many files or directories: only the upper ones were looked at")
    }
  }

  private func addBuild(to plan: inout Plan) {
    guard let build = settings.build else { return }
    plan.build = build.value
    plan.evidence.append(build.evidence)
  }

  /// What is stated and means nothing where a Dockerfile says everything.
  private var unusedByImage: [String] {
    let stated = settings.runtimes.map(\.evidence) + [settings.install?.evidence, settings.build?.evidence].compactMap { $0 }
    return stated.map { "\($0) is not used: the Dockerfile says how the app is built" }
  }

  private func addRuntimes(to plan: inout Plan) throws(Problem) {
    for stated in settings.runtimes {
      let (entry, selector) = try resolve(stated)
      let requirement = RuntimeRequirement(
        runtime: entry.id, selector: selector.text, decidedBy: stated.evidence, authority: .settings)
      if let index = plan.runtimes.firstIndex(where: { $0.runtime == entry.id }) {
        plan.runtimes[index] = requirement
      } else {
        plan.runtimes.append(requirement)
      }
    }
  }

  /// A name or version that does not exist is the fault of the line that states it.
  private func resolve(_ stated: Stated<RuntimeSelection>) throws(Problem) -> (CatalogueEntry, VersionSelector) {
    do throws(Problem) {
      let entry = try project.catalogue.requireEntry(named: stated.value.runtime)
      return (entry, try entry.selector(stated.value.selector))
    } catch {
      let code = error.code == .runtimeUnknown ? error.code : .projectManifestInvalid
      throw Problem(code, "\(stated.evidence): \(error.message)", hint: error.hint)
    }
  }

  private func addInstallation(to plan: inout Plan) {
    guard let install = settings.install else { return }
    plan.evidence.append(install.evidence)
    guard !install.value.isEmpty else {
      plan.dependencies = nil
      return
    }
    if plan.dependencies != nil {
      plan.dependencies?.command = install.value
    } else if let directory = installDirectory(of: plan.type) {
      plan.dependencies = DependencyStep(
        tool: "install", command: install.value, directory: directory, inputs: project.tree.files)
    } else {
      plan.build.insert(install.value, at: 0)
    }
  }

  private func installDirectory(of type: ProjectType) -> String? {
    switch type {
    case .node, .nextjs, .nuxt, .remix, .reactRouter, .sveltekit, .astro, .tanstackStart, .spa: NodeInstallation.directory
    case .django, .fastapi, .flask, .asgi, .wsgi, .python: PythonInstallation.directory
    case .rails, .rack: RubyInstallation.directory
    case .go, .rust, .php, .deno, .docker, .static, .procfile: nil
    }
  }

  /// What roost.yml gives a value is neither made up nor missing.
  private func addVariables(to plan: inout Plan) {
    let manifest = project.appManifest
    let given = Set(settings.variables.keys)
    let secrets = (plan.generatedSecrets ?? []) + (manifest?.generatedSecrets ?? []) + settings.secrets
    let required = (plan.requiredVariables ?? []) + (manifest?.requiredVariables ?? []) + settings.required
    plan.generatedSecrets = SettingsApplication.names(secrets, without: given)
    plan.requiredVariables = SettingsApplication.names(required, without: given)
    plan.usesSupabase = settings.usesSupabase == true ? true : nil
    plan.variables.merge(manifest?.variables ?? [:]) { _, stated in stated }
    plan.variables.merge(settings.variables) { _, stated in stated }
  }

  /// What a project says of itself opens no way to other apps.
  private func addressesForVisitors(_ plan: Plan) -> [String] {
    plan.variables.sorted { $0.key < $1.key }.compactMap { name, value in
      // One that is not understood is refused when it is used.
      guard let app = try? VariableText(value, of: name).addressedApps.first else { return nil }
      return "\(name) has the address of \(app), which is for visitors: for this app to reach it, set it yourself, "
        + "roost app env set APP \(ShellCommand.quoted("\(name)=\(value)"))"
    }
  }

  /// Each once, in their order; `nil` for none.
  private static func names(_ names: [String], without given: Set<String>) -> [String]? {
    var kept: [String] = []
    for name in names where !given.contains(name) && !kept.contains(name) { kept.append(name) }
    return kept.isEmpty ? nil : kept
  }

  private func addProcesses(to plan: inout Plan) {
    let procfile = project.procfile
    let written = (procfile?.processes ?? [:]).filter { !["web", "release"].contains($0.key) }.mapValues(\.value)
    plan.otherProcesses = written.merging(settings.processes) { _, stated in stated }
    for (name, quantity) in (project.appManifest?.formation ?? [:]).sorted(by: { $0.key < $1.key }) {
      if quantity == 0, settings.processes[name] == nil { plan.otherProcesses[name] = nil }
      if quantity > 1 {
        plan.warnings.append("app.json wants \(quantity) of the process '\(name)': Roost runs one of each")
      }
    }
    if let release = settings.release {
      plan.release = release.value.isEmpty ? nil : release.value
      plan.evidence.append(release.evidence)
    } else if let release = procfile?.processes["release"] {
      plan.release = [release.value]
      plan.evidence.append(release.evidence)
    }
    if let start = settings.start, let web = procfile?.web {
      let winner = start.evidence.file == nil ? start.evidence.says : "`start` of roost.yml"
      plan.warnings.append("\(web.evidence) is not used: \(winner) decides")
    }
  }

  private func addSchedules(to plan: inout Plan) {
    let stated = Set(settings.schedules.map(\.name))
    let others = (project.appManifest?.schedules ?? []).filter { !stated.contains($0.name) }
    let schedules = settings.schedules + others
    plan.schedules = schedules.isEmpty ? nil : schedules
    plan.watch = settings.watch.isEmpty ? nil : settings.watch
  }
}
