import Foundation
import Logging
import RoostCatalog
import RoostInstaller
import RoostModel
import Synchronization
import SystemPackage

/// Does something in host scope over a scratch root, and kills itself as `kill -9` does at a moment of the journal.
///
/// Arguments: a home, a root directory, what to do (`install`, `undo`, `recover`), and the number of the moment.
@main struct HostCrashProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let id = RuntimeID("tool"), let last = Int(arguments[4]) else { exit(2) }
    var entry = CatalogueEntry(
      id: id, title: "tool", scheme: .semver,
      source: .wheel(WheelSource(package: "tiny-tool", subtree: "tiny", destination: "usr/local")))
    (entry.sources, entry.provides, entry.host) = ([], ["tool"], HostPackages(names: [.apt: ["tool"]]))
    entry.verify = [VerifyStep(run: ["tool"], expect: .line("tool {version}"))]
    let count = Mutex(0)
    var options = InstallerOptions()
    options.observeJournal = { moment in
      FileHandle.standardOutput.write(Data("\(moment)\n".utf8))
      let number = count.withLock {
        $0 += 1
        return $0
      }
      if number == last { kill(getpid(), SIGKILL) }
    }
    let installer = Installer(
      home: FilePath(arguments[1]), catalogue: Catalogue([entry]), options: options,
      logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() }
    ) { _ throws(Problem) in throw Problem(.internal, "no layer", hint: "none") }
    try await installer.open()
    let scope = HostScope(installer: installer, root: HostRoot(FilePath(arguments[2])))
    switch arguments[3] {
    case "install": _ = try await scope.install(InstallRequest(specifiers: ["tool"], scope: .host), progress: { _ in })
    case "undo":
      guard let record = try await installer.history().first(where: { $0.state == .done && $0.kind == .install }) else { exit(3) }
      _ = try await scope.undo(record, progress: { _ in })
    default: _ = try await scope.repair(progress: { _ in })
    }
    FileHandle.standardOutput.write(Data("ended\n".utf8))
  }
}
