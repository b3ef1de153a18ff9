import Foundation
import Logging
import RoostCatalog
import RoostInstaller
import RoostModel
import Synchronization
import SystemPackage

/// Does something in host scope over a scratch root, and kills itself as `kill -9` does at a moment of the journal.
///
/// Arguments: a home, a root directory, what to do (`install`, `archive`, `remove`, `undo`, `recover`), the number of the moment, and
/// for `archive` the address of a package index.
@main struct HostCrashProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let isArchive = arguments.count == 6
    guard arguments.count >= 5, let id = RuntimeID(isArchive ? "tiny" : "tool"), let last = Int(arguments[4]) else { exit(2) }
    var entry = CatalogueEntry(
      id: id, title: id.text, scheme: .semver,
      source: .wheel(WheelSource(package: "tiny-tool", subtree: "tiny", destination: "usr/local")))
    (entry.provides, entry.host) = ([id.text], HostPackages(names: [.apt: [id.text]]))
    if !isArchive { entry.sources = [] }
    entry.verify = [VerifyStep(run: [id.text], expect: .line("\(id) {version}"))]
    let count = Mutex(0)
    var options = InstallerOptions()
    if isArchive {
      options.pipVariables = [
        "PIP_INDEX_URL": arguments[5] + "/simple", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
      ]
    }
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
    case "install": _ = try await scope.install(InstallRequest(specifiers: ["tool"], scope: .host), progress: show)
    case "archive": _ = try await scope.install(InstallRequest(specifiers: ["tiny@1.2"], scope: .host), progress: show)
    case "remove": _ = try await scope.remove(RemoveRequest(specifiers: [id.text], scope: .host), progress: show)
    case "undo":
      guard let record = try await installer.history().first(where: { $0.state == .done && $0.kind == .install }) else { exit(3) }
      _ = try await scope.undo(record, progress: { _ in })
    default: _ = try await scope.repair(progress: { _ in })
    }
    FileHandle.standardOutput.write(Data("ended\n".utf8))
  }

  @Sendable private static func show(_ event: ProgressEvent) {
    if case .stage("wait", let detail) = event { FileHandle.standardOutput.write(Data("waits for \(detail)\n".utf8)) }
  }
}
