import RoostModel
import RoostSystem

/// Alpine's apk. Exact commands after its documentation; never run.
struct Apk: PackageManager {
  let root: HostRoot
  let kind = PackageManagerKind.apk

  func query() -> PackageQuestion<PackageSet> {
    PackageQuestion(command: root.command("apk", ["info", "--verbose"])) { result in
      PackageSet(installed: ApkReading.packages(result.standardOutput))
    }
  }

  func candidates(of names: [String]) -> PackageQuestion<[String: [String]]> {
    PackageQuestion(command: root.command("apk", ["policy"] + names)) { result in ApkReading.candidates(result.standardOutput) }
  }

  func updateLists() -> ExternalCommand { long(["update"]) }

  func command(for action: PackageAction) -> ExternalCommand {
    switch action {
    case .install(let wishes): long(["add"] + wishes.map { wish in wish.version.map { "\(wish.name)=\($0)" } ?? wish.name })
    case .remove(let names, let purging): long(["del"] + (purging ? ["--purge"] : []) + names)
    }
  }

  var care: PackageCare {
    PackageCare(
      locks: [PackageLock(form: .record, path: "lib/apk/db/lock")], lists: "var/cache/apk", mend: [long(["fix"])])
  }

  private func long(_ arguments: [String]) -> ExternalCommand {
    var command = root.command("apk", ["--no-interactive", "--wait", "60"] + arguments)
    command.timeout = .seconds(3600)
    return command
  }
}
