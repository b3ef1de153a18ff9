import RoostModel
import RoostSystem

/// Debian's and Ubuntu's apt over dpkg.
struct Apt: PackageManager {
  let root: HostRoot
  /// How long apt itself waits when another run took the lock after we looked.
  var lockSeconds = 60

  let kind = PackageManagerKind.apt

  func query() -> PackageQuestion<PackageSet> {
    let format = "${binary:Package}\t${Version}\t${db:Status-Status}\n"
    return PackageQuestion(command: command("dpkg-query", ["-W", "-f", format])) { result in
      DpkgReading.packages(result.standardOutput)
    }
  }

  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]> {
    PackageQuestion(command: command("apt-cache", ["policy", "--"] + names)) { result in
      AptReading.candidates(result.standardOutput)
    }
  }

  func updateLists() -> ExternalCommand { changing(["update"]) }

  func command(for action: PackageAction) -> ExternalCommand {
    changing(Apt.options + arguments(for: action))
  }

  func foresee(_ action: PackageAction) -> PackageQuestion<PackageForesight>? {
    let wanted: Set<String> = if case .remove(let names, _) = action { Set(names) } else { [] }
    return PackageQuestion(command: command("apt-get", ["--simulate", "-q"] + Apt.options + arguments(for: action))) { result in
      var foresight = AptReading.foresight(result.standardOutput)
      foresight.removing = foresight.removing.filter { name in
        !wanted.contains(name) && !wanted.contains { $0.hasPrefix(name + ":") }
      }
      return foresight
    }
  }

  var care: PackageCare {
    PackageCare(
      locks: ["var/lib/dpkg/lock-frontend", "var/lib/dpkg/lock", "var/lib/apt/lists/lock", "var/cache/apt/archives/lock"]
        .map { PackageLock(form: .record, path: $0) },
      lists: "var/lib/apt/lists/partial",
      // A configure alone fails where unpacking was interrupted, and the fix alone where configuring was.
      mend: [
        quiet(command("dpkg", ["--configure", "-a", "--force-confold", "--force-confdef"])),
        changing(["--fix-broken", "install"] + Apt.options), quiet(command("dpkg", ["--configure", "-a", "--force-confold"])),
      ],
      audit: command("dpkg", ["--audit"]),
      marks: PackageMarks(
        list: command("apt-mark", ["showauto"]), automatic: quiet(command("apt-mark", ["-qq", "auto", "--"])),
        manual: quiet(command("apt-mark", ["-qq", "manual", "--"]))))
  }

  private static let options = [
    "--yes", "--no-install-recommends", "--no-auto-remove", "-o", "Dpkg::Options::=--force-confold", "-o",
    "Dpkg::Options::=--force-confdef",
  ]

  private func arguments(for action: PackageAction) -> [String] {
    switch action {
    case .install(let wishes):
      let versioned = wishes.contains { $0.version != nil }
      let names = wishes.map { wish in wish.version.map { "\(wish.name)=\($0)" } ?? wish.name }
      return (versioned ? ["--allow-downgrades"] : []) + ["install", "--"] + names
    case .remove(let names, let purging): return [purging ? "purge" : "remove", "--"] + names
    }
  }

  /// An apt-get that changes something: plain lines instead of a drawn bar, no question, nobody else's lock broken.
  private func changing(_ arguments: [String]) -> ExternalCommand {
    quiet(
      command(
        "apt-get",
        [
          "-q", "-o", "DPkg::Lock::Timeout=\(lockSeconds)", "-o", "Dpkg::Use-Pty=0", "-o",
          "APT::Get::Show-User-Simulation-Note=0",
        ]
          + arguments))
  }

  private func quiet(_ command: ExternalCommand) -> ExternalCommand {
    var quiet = command
    quiet.timeout = .seconds(3600)
    for (name, value) in Apt.silence { quiet.variables[name] = value }
    return quiet
  }

  private static let silence = [
    "DEBIAN_FRONTEND": "noninteractive", "DEBIAN_PRIORITY": "critical", "APT_LISTCHANGES_FRONTEND": "none",
    "NEEDRESTART_SUSPEND": "1", "UCF_FORCE_CONFFOLD": "1",
  ]

  private func command(_ tool: String, _ arguments: [String]) -> ExternalCommand { root.command(tool, arguments) }
}
