import RoostCatalog
package import RoostModel
import RoostSystem
package import SystemPackage

extension Installer {
  /// Whether this machine can run the project in a directory: which runtimes it needs and which line says so, which are
  /// there, which can be had, what that takes. Changes nothing.
  ///
  /// Throws ``ProblemCode/projectNotFound``. What is wrong with the project's own files is part of the answer.
  package func check(directory: FilePath) async throws(Problem) -> ProjectCheck {
    let catalogue = catalogue
    let profile = try await profileSelectors()
    let found = try await BlockingWork.run { () throws(Problem) in
      ProjectRequirements.find(in: try ProjectTree(reading: directory), catalogue: catalogue, profile: profile)
    }
    let layers = try await store.scan().layers
    let checker = RuntimeChecker(catalogue: catalogue, installed: layers, machine: try await machineVersions(of: found.needs))
    var missing: [RuntimeSpecifier] = []
    for need in found.needs where try checker.version(for: need.requirement) == nil {
      missing.append(try catalogue.specifier(need.requirement.specifier))
    }
    let costs = try await learnedCosts()
    let judgement = ProjectJudgement(
      checker: checker, found: found, lookups: try await lookUp(missing, layers), cost: costs.cost)
    return try judgement.check(directory.string)
  }

  /// What the machine itself has of runtimes that are wanted from there.
  private func machineVersions(of needs: [ProjectRequirement]) async throws(Problem) -> [RuntimeID: String] {
    var versions: [RuntimeID: String] = [:]
    for requirement in needs.map(\.requirement) {
      let entry = try catalogue.entry(requirement.runtime)
      guard try entry.selector(requirement.selector).asksForHost else { continue }
      versions[entry.id] = try await presence(of: entry)?.version
    }
    return versions
  }

  /// What the node's chosen profile asks of the versions of runtimes, where a layer can have them.
  package func profileSelectors() async throws(Problem) -> [RuntimeID: String] {
    guard let name = try await chosenProfile() else { return [:] }
    var selectors: [RuntimeID: String] = [:]
    for text in try catalogue.profile(named: name).specifiers {
      let specifier = try catalogue.specifier(text)
      if !specifier.selector.asksForHost { selectors[specifier.runtime] = specifier.selector.text }
    }
    return selectors
  }

  private static let lookups = 4

  /// Asks for several of them at the same time.
  private func lookUp(_ specifiers: [RuntimeSpecifier], _ layers: [InstalledLayer]) async throws(Problem)
    -> [RuntimeID: RuntimeLookup]
  {
    let base = try base(of: layers)
    return await withTaskGroup(of: (RuntimeID, RuntimeLookup).self) { group in
      var found: [RuntimeID: RuntimeLookup] = [:]
      for (index, specifier) in specifiers.enumerated() {
        if index >= Installer.lookups, let (runtime, lookup) = await group.next() { found[runtime] = lookup }
        group.addTask { (specifier.runtime, RuntimeLookup(await missing(specifier, base: base))) }
      }
      for await (runtime, lookup) in group { found[runtime] = lookup }
      return found
    }
  }
}
