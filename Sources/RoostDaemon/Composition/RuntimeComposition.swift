import CRoost
import RoostInstaller
import RoostModel
import SystemPackage

/// What can be done with runtimes, made of the installer and what knows the apps.
struct RuntimeComposition: Sendable {
  let installer: Installer
  let apps: AppControl
  let settings: Settings

  func operations() -> RuntimeOperations {
    let installer = installer
    let apps = apps
    let strategies = StrategyProbes(settings: settings)
    let images = ImageCollection(installer: installer, apps: apps, settings: settings)
    let usage: LayerUsage = { (layer) async throws(Problem) in try await apps.users(layer).map(\.app) }
    return RuntimeOperations(
      list: { () async throws(Problem) in try await installer.list(usage: usage) },
      info: { (specifier) async throws(Problem) in try await installer.info(specifier, usage: usage) },
      versions: { (specifier) async throws(Problem) in try await installer.versions(specifier) },
      plan: { (request) async throws(Problem) in try await installer.plan(request) },
      install: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await installer.install(request, apps: apps, progress: progress)
      },
      canRemove: { (request) async throws(Problem) in try await installer.canRemove(request, apps: apps) },
      remove: { (request, progress) async throws(Problem) in
        try await installer.remove(request, apps: apps, progress: progress)
      },
      verify: { (specifiers, progress) async throws(Problem) in try await installer.verify(specifiers, progress: progress) },
      why: { (specifier) async throws(Problem) in try await installer.why(specifier, apps: apps) },
      outdated: { () async throws(Problem) in try await installer.outdated(apps: apps) },
      upgrade: { (names, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await installer.upgrade(names, apps: apps, progress: progress)
      },
      collect: { (request, progress) async throws(Problem) in
        let result = try await installer.collect(request, apps: apps, progress: progress)
        return try await images.collect(dryRun: request.dryRun, after: result, progress: progress)
      },
      profiles: { () async throws(Problem) in try await installer.profiles() },
      chooseProfile: { (name) async throws(Problem) in try await installer.chooseProfile(name) },
      history: { () async throws(Problem) in try await installer.history() },
      undo: { (id, progress) async throws(Problem) in try await installer.undo(id, apps: apps, progress: progress) },
      repair: { (progress) async throws(Problem) in try await installer.repair(apps: apps, progress: progress) },
      createBundle: { (request, progress) async throws(Problem) in
        try await installer.createBundle(request, apps: apps, progress: progress)
      },
      verifyBundle: { (path, progress) async throws(Problem) in try await installer.verifyBundle(path, progress: progress) },
      compareBundle: { (path, other) async throws(Problem) in try await installer.compareBundle(path, with: other) },
      installBundle: { (request, progress) async throws(Problem) in
        try await installer.installBundle(request, apps: apps, progress: progress)
      },
      strategies: { () async throws(Problem) in await strategies.all() },
      capabilities: { () async throws(Problem) in
        try await installer.capabilities(strategies: await strategies.all())
      },
      check: { (directory) async throws(Problem) in try await installer.check(directory: FilePath(directory)) },
      linkToolCache: { (directory) async throws(Problem) in try await installer.linkToolCache(directory) })
  }
}
