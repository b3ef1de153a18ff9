import RoostModel
import RoostStore
import SystemPackage

extension DeployStep {
  /// Proves the started release: it listens, answers and stays alive. Shows the app's own last lines when it does not.
  static let gate = DeployStep(name: "gate") { (context) async throws(Problem) in
    let plan = try context.madePlan
    if case .files(let directory, _) = plan.start {
      try filesExist(directory, plan, context)
      // Live is what is whole on the disk.
      try await AppDirectories.flush(context.releasePaths.root)
      guard !plan.build.isEmpty else { return }
      let warnings = await ruleWarnings(BuiltSite.root(directory, of: plan, in: context.releasePaths))
      for warning in warnings { context.progress(.warning(warning)) }
      context.warnings += warnings
      return
    }
    guard let run = context.run else { return }
    context.progress(.stage("gate", detail: "waiting for port \(plan.port)"))
    // What was sealed reaches the disk while the app starts.
    async let flushed: Void = AppDirectories.flush(context.releasePaths.root)
    let found = try await context.services.gate(run, plan: plan, name: context.app.name, context.progress)
    if found.port != plan.port { context.take(found, run) }
    do { try await flushed } catch { throw Problem.unexpected(error, during: "writing the release to the disk") }
  }

  private static func filesExist(_ directory: String, _ plan: Plan, _ context: DeployContext) throws(Problem) {
    guard AppDirectories.isDirectoryAndNoLink(BuiltSite.root(directory, of: plan, in: context.releasePaths)) else {
      throw Problem(
        .gateNoAnswer, "the directory \(directory) that should be served does not exist",
        hint: "name another in roost.yml: `static: {directory: public}`")
    }
  }

  /// What a build made of `_redirects` and `_headers` is known only now.
  private static func ruleWarnings(_ root: FilePath) async -> [String] {
    let limit = SiteRules.maximumBytes
    do throws(Problem) {
      return SiteRules(
        redirects: try await AppDirectories.read(root.appending(SiteRules.redirectsFile), limit: limit),
        headers: try await AppDirectories.read(root.appending(SiteRules.headersFile), limit: limit)
      ).warnings
    } catch {
      return ["\(SiteRules.redirectsFile) and \(SiteRules.headersFile) cannot be read: \(error.message)"]
    }
  }
}

extension DeployContext {
  /// The app answers on a port of its own choice: requests go there, now and at its next start.
  fileprivate mutating func take(_ found: Plan, _ run: LiveRun) {
    let warning =
      "\(app.name) does not read PORT and listens on \(found.port): requests are sent there; "
      + "write `port: \(found.port)` into roost.yml, or let it read PORT, and it starts three seconds sooner"
    progress(.warning(warning))
    warnings.append(warning)
    plan = found
    release.plan = found
    self.run = run.with(found)
  }
}
