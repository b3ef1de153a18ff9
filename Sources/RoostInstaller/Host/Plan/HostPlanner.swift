import RoostCatalog
import RoostModel

/// Decides how each wish is fulfilled. Asks the machine, its package manager and the archives; changes nothing.
struct HostPlanner: Sendable {
  let installer: Installer
  /// `nil` where the machine has no package manager.
  let runner: PackageRunner?
  let detector: HostDetector

  /// What settles a wish without any work.
  func present(_ wish: HostWish) async throws(Problem) -> HostPresence? {
    guard let found = try await detector.find(wish.entry), wish.accepts(found.version) else { return nil }
    return found
  }

  func plan(_ wish: HostWish) async -> HostPlanned {
    do throws(Problem) {
      if let found = try await present(wish) { return HostPlanned(wish: wish, step: .present(found)) }
      let step = try await missing(wish)
      guard wish.selector?.asksForNewest == true, let version = step.version, let found = try await detector.find(wish.entry),
        found.version == version
      else { return HostPlanned(wish: wish, step: step) }
      return HostPlanned(wish: wish, step: .present(found))
    } catch {
      return HostPlanned(wish: wish, step: .impossible(error))
    }
  }

  private func missing(_ wish: HostWish) async throws(Problem) -> HostStep {
    let offered = try await packages(wish)
    if let packages = offered.step { return packages }
    guard let entry = RuntimeArchive.relocatable(wish.entry) else { throw unavailable(wish, offered.versions) }
    let selector = if let selector = wish.selector { selector } else { try entry.selector(entry.defaultSelector) }
    do throws(Problem) {
      let specifier = RuntimeSpecifier(runtime: entry.id, selector: selector)
      return .archive(try await installer.newestOffer(specifier, of: entry, base: nil))
    } catch {
      guard error.code == .runtimeVersionUnavailable else { throw error }
      throw unavailable(wish, offered.versions, archives: error.hint)
    }
  }

  /// The packages, when they all exist and one of the versions fits; else the versions there are.
  private func packages(_ wish: HostWish) async throws(Problem) -> (step: HostStep?, versions: [String]) {
    guard let runner else { return (nil, []) }
    let names = PackageChoice.names(of: wish, for: runner.manager.kind)
    guard !names.isEmpty, let decisive = PackageChoice.versionName(of: wish, for: runner.manager.kind, among: names) else {
      return (nil, [])
    }
    let asked = names.contains(decisive) ? names : names + [decisive]
    let candidates = try await runner.ask(runner.manager.candidates(of: asked))
    let versions = candidates[decisive] ?? []
    guard names.allSatisfy({ candidates[$0]?.isEmpty == false }) else { return (nil, versions) }
    let fitting = versions.first { version in
      guard let selector = wish.selector else { return true }
      return selector.matches(PackageVersion.upstream(version))
    }
    guard let fitting else { return (nil, versions) }
    // The manager's own choice is left to it; another one is named.
    let pinned = fitting == versions.first ? nil : fitting
    let wishes = names.map { PackageWish(name: $0, version: $0 == decisive ? pinned : nil) }
    return (.packages(wishes, version: PackageVersion.upstream(fitting)), versions)
  }

  /// The versions of a runtime that the machine's manager has now, the preferred one first.
  func packageVersions(_ wish: HostWish) async throws(Problem) -> [String] {
    try await packages(wish).versions.map(PackageVersion.upstream)
  }

  private func unavailable(_ wish: HostWish, _ versions: [String], archives: String? = nil) -> Problem {
    let manager = runner?.manager.kind.rawValue ?? "no package manager"
    let existing = versions.map(PackageVersion.upstream)
    let there = existing.isEmpty ? "\(manager) has no package of it" : "\(manager) has \(existing.joined(separator: ", "))"
    let hint =
      archives ?? existing.first.map { "ask for one that exists: roost install '\(wish.entry.id)@\($0)' --scope host" }
      ?? (wish.entry.sources.isEmpty
        ? "install it as its maker says, then run this again: what is there counts"
        : "install it as a layer: roost runtime install '\(wish.text)'")
    return Problem(
      .runtimeVersionUnavailable, "\(wish.entry.title) cannot be installed as '\(wish.text)' on this machine: \(there)",
      hint: hint)
  }
}

extension HostStep {
  var version: String? {
    switch self {
    case .present(let found): found.version
    case .packages(_, let version): version
    case .archive(let sourced): sourced.version
    case .impossible: nil
    }
  }
}
