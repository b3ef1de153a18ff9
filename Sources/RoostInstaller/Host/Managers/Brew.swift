import RoostModel
import RoostSystem

/// Homebrew. Exact commands after its documentation; never run.
struct Brew: PackageManager {
  let kind = PackageManagerKind.brew
  /// Those that are casks, not formulae.
  var casks: Set<String> = []

  func query() -> PackageQuestion<PackageSet> {
    PackageQuestion(command: ExternalCommand("brew", ["list", "--versions"])) { result in
      PackageSet(installed: BrewReading.packages(result.standardOutput))
    }
  }

  /// A formula has one version: the one in its name, or the newest.
  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]> {
    PackageQuestion(command: ExternalCommand("brew", ["info", "--json=v2"] + names), toleratesFailure: true) {
      (result) throws(Problem) in
      try BrewReading.candidates(result.standardOutput)
    }
  }

  func updateLists() -> ExternalCommand { long(["update", "--quiet"]) }

  func command(for action: PackageAction) -> ExternalCommand {
    switch action {
    case .install(let wishes):
      let names = wishes.map(\.name)
      return long(["install"] + form(of: names) + names)
    case .remove(let names, _): return long(["uninstall"] + form(of: names) + names)
    }
  }

  /// brew refuses to run as root.
  var care: PackageCare { PackageCare(needsRoot: false) }

  private func form(of names: [String]) -> [String] {
    [names.allSatisfy(casks.contains) && !names.isEmpty ? "--cask" : "--formula"]
  }

  private func long(_ arguments: [String]) -> ExternalCommand {
    var command = ExternalCommand("brew", arguments)
    command.timeout = .seconds(3600)
    command.variables["HOMEBREW_NO_AUTO_UPDATE"] = "1"
    command.variables["HOMEBREW_NO_INSTALL_CLEANUP"] = "1"
    return command
  }
}
