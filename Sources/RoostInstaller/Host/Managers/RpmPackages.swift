import RoostModel
import RoostSystem

/// Fedora's and Red Hat's dnf over rpm, and yum, its older self, which takes the same words.
struct RpmPackages: PackageManager {
  let kind: PackageManagerKind
  let root: HostRoot
  /// Before all other arguments of dnf: `--installroot=/mnt`, `--config=...`. The programs are then this machine's own.
  var options: [String] = []
  /// The same of rpm: `--root`, `/mnt`.
  var rpmOptions: [String] = []

  func query() -> PackageQuestion<PackageSet> {
    let format = "%{NAME}.%{ARCH}\t%{EVR}\n"
    return PackageQuestion(command: rpm(["--query", "--all", "--queryformat", format])) { result in
      RpmReading.packages(result.standardOutput)
    }
  }

  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]> {
    if kind == .yum {
      return PackageQuestion(
        command: manager(["--quiet", "list", "available", "--showduplicates"] + names), toleratesFailure: true
      ) { result in RpmReading.listed(result.standardOutput) }
    }
    let format = "%{name}\t%{evr}\n"
    return PackageQuestion(command: manager(["--quiet", "repoquery", "--available", "--queryformat", format] + names)) { result in
      RpmReading.queried(result.standardOutput)
    }
  }

  func updateLists() -> ExternalCommand { long(manager(["--assumeyes", "makecache"])) }

  func command(for action: PackageAction) -> ExternalCommand {
    switch action {
    case .install(let wishes):
      // Installing an older version than there is is a downgrade, which `install` does too.
      let names = wishes.map { wish in wish.version.map { RpmReading.pinned(wish.name, to: $0) } ?? wish.name }
      return long(manager(["--assumeyes", "--setopt=install_weak_deps=False", "install"] + names))
    case .remove(let names, _):
      return long(manager(["--assumeyes", "--setopt=clean_requirements_on_remove=False", "remove"] + names))
    }
  }

  func foresee(_ action: PackageAction) -> PackageQuestion<PackageForesight>? {
    if case .remove(let names, _) = action {
      return PackageQuestion(command: rpm(["--erase", "--test"] + names), toleratesFailure: true) { result in
        PackageForesight(removing: RpmReading.dependents(result.standardError))
      }
    }
    var command = command(for: action)
    command.arguments = command.arguments.map { $0 == "--assumeyes" ? "--assumeno" : $0 }
    return PackageQuestion(command: command, toleratesFailure: true) { result in RpmReading.foresight(result.standardOutput) }
  }

  var care: PackageCare {
    PackageCare(
      locks: [
        PackageLock(form: .record, path: "var/lib/rpm/.rpm.lock"),
        PackageLock(form: .pidFile, path: "var/lib/dnf/rpmdb_lock.pid"),
        PackageLock(form: .pidFile, path: "var/cache/dnf/metadata_lock.pid"),
        PackageLock(form: .pidFile, path: "var/run/yum.pid"),
      ],
      mend: [long(rpm(["--rebuilddb"])), long(manager(["--assumeyes", "check"]))])
  }

  private func manager(_ arguments: [String]) -> ExternalCommand { root.command(kind.rawValue, options + arguments) }
  private func rpm(_ arguments: [String]) -> ExternalCommand { root.command("rpm", rpmOptions + arguments) }

  private func long(_ command: ExternalCommand) -> ExternalCommand {
    var long = command
    long.timeout = .seconds(3600)
    return long
  }
}
