import RoostModel
import RoostSystem

/// Chocolatey on Windows. Exact commands after its documentation; never run.
struct Chocolatey: PackageManager {
  let kind = PackageManagerKind.choco

  func query() -> PackageQuestion<PackageSet> {
    PackageQuestion(command: ExternalCommand("choco", ["list", "--limit-output"])) { result in
      PackageSet(installed: Chocolatey.pairs(result.standardOutput).mapValues { $0.joined(separator: " ") })
    }
  }

  /// One package at a time is all that `choco search --exact` takes.
  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]> {
    let arguments = ["search", names.first ?? "", "--exact", "--all-versions", "--limit-output"]
    return PackageQuestion(command: ExternalCommand("choco", arguments), toleratesFailure: true) { result in
      Chocolatey.pairs(result.standardOutput)
    }
  }

  /// Its packages are asked for over the network each time.
  func updateLists() -> ExternalCommand { ExternalCommand("choco", ["source", "list", "--limit-output"]) }

  func command(for action: PackageAction) -> ExternalCommand {
    switch action {
    case .install(let wishes):
      let version = wishes.count == 1 ? wishes[0].version : nil
      return long(["install"] + wishes.map(\.name) + (version.map { ["--version", $0, "--allow-downgrade"] } ?? []))
    case .remove(let names, _): return long(["uninstall"] + names)
    }
  }

  var care: PackageCare { PackageCare() }

  private func long(_ arguments: [String]) -> ExternalCommand {
    var command = ExternalCommand("choco", arguments + ["--yes", "--no-progress", "--limit-output"])
    command.timeout = .seconds(3600)
    return command
  }

  /// `nodejs-lts|22.20.0`
  static func pairs(_ text: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "|").map(String.init)
      if parts.count >= 2 { found[parts[0], default: []].append(parts[1]) }
    }
    return found
  }
}
