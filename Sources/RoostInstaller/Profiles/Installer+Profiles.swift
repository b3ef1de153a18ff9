import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// All profiles with what they cost here, the node's own one first. What is installed already costs nothing; what the machine's package
  /// manager brings counts like the rest.
  package func profiles() async throws(Problem) -> [ProfileSummary] {
    let chosen = try await chosenProfile()
    let layers = try await store.scan().layers
    let costs = try await estimates()
    var summaries: [ProfileSummary] = []
    for profile in catalogue.profiles {
      let wanted = try WantedRuntimes(InstallRequest(specifiers: [], profile: profile.name), catalogue: catalogue)
      let stack = try StackOrder(catalogue: catalogue).sideBySide(wanted.layers)
      let machine = try await hostPart(wanted.host)
      let all = stack.map(\.specifier.runtime) + machine.map(\.runtime)
      var missing = stack.filter { fitting($0.specifier, among: layers) == nil }.map(\.specifier.runtime)
      missing += machine.filter { $0.state != .installed }.map(\.runtime)
      summaries.append(
        ProfileSummary(
          name: profile.name, title: profile.title, specifiers: profile.specifiers, isDefault: profile.isDefault,
          isChosen: profile.name == chosen, isCustom: profile.isCustom,
          cost: try sum(missing, costs), total: try sum(all, costs), installed: missing.isEmpty))
    }
    return summaries.filter(\.isChosen) + summaries.filter { !$0.isChosen }
  }

  /// Stores the node's own choice. Installs nothing. `profile.unknown` for a name that is none.
  package func chooseProfile(_ name: String) async throws(Problem) -> ProfileSummary {
    let profile = try catalogue.profile(named: name)
    let path = profilePath
    try await BlockingWork.run { () throws(Problem) in try ChosenProfile(profile: profile.name).write(to: path) }
    guard let summary = try await profiles().first(where: { $0.name == profile.name }) else {
      throw Problem(.internal, "the profile '\(name)' is gone", hint: "roost profile list")
    }
    return summary
  }

  /// The node's own choice; `nil` when there is none, or when the catalogue no longer knows it.
  package func chosenProfile() async throws(Problem) -> String? {
    let path = profilePath
    let chosen = try await BlockingWork.run { () throws(Problem) in try ChosenProfile.read(path) }
    return catalogue.profiles.first { $0.name == chosen?.profile }?.name
  }

  private var profilePath: FilePath { store.paths.home.appending("store").appending("profile.json") }

  private func sum(_ runtimes: [RuntimeID], _ costs: @Sendable (CatalogueEntry) -> Cost) throws(Problem) -> Cost {
    var sum = Cost.none
    for runtime in runtimes { sum = sum + costs(try catalogue.entry(runtime)) }
    return sum
  }
}
