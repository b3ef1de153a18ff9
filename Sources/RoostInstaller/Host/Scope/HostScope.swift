import Glibc
import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

/// Installs runtimes on a machine itself: by its package manager, or beside it from the makers' archives.
///
/// A value, as ``Installer`` is; the same home keeps the journal.
package struct HostScope: Sendable {
  let installer: Installer
  let root: HostRoot
  let manager: (any PackageManager)?
  let options: HostOptions

  /// Looks what system `root` is. Blocking, a few small files.
  package init(installer: Installer, root: HostRoot = .machine, options: HostOptions = HostOptions()) {
    self.init(installer: installer, root: root, manager: HostScope.manager(of: root, options.searchPath), options: options)
  }

  init(installer: Installer, root: HostRoot, manager: (any PackageManager)?, options: HostOptions) {
    self.installer = installer
    self.root = root
    self.manager = manager
    self.options = options
  }

  private static func manager(of root: HostRoot, _ searchPath: String) -> (any PackageManager)? {
    let paths = searchPath.split(separator: ":").map { root.outside(String($0)).string }
    let kinds = PackageManagers.detect(
      on: OperatingSystem.detect(root: root.path), searchPath: root.isThisMachine ? searchPath : paths.joined(separator: ":"))
    return kinds.first.map { make($0, root) }
  }

  static func make(_ kind: PackageManagerKind, _ root: HostRoot) -> any PackageManager {
    switch kind {
    case .apt: Apt(root: root)
    case .dnf, .yum: RpmPackages(kind: kind, root: root)
    case .apk: Apk(root: root)
    case .brew: Brew()
    case .choco: Chocolatey()
    }
  }

  /// What the machine's packages are kept with.
  package var managerKind: PackageManagerKind? { manager?.kind }

  func runner(_ progress: @escaping ProgressSink) -> PackageRunner? {
    manager.map { PackageRunner(manager: $0, root: root, lockLimit: options.lockLimit, progress: progress) }
  }

  var detector: HostDetector {
    HostDetector(
      root: root, searchPath: searchPath, memory: HostMemory(file: installer.store.paths.home.appending("store/host/seen.json")))
  }

  /// The standard places first: what is installed there is what everybody gets.
  var searchPath: String {
    root.isThisMachine && options.searchPath != HostRoot.searchPath
      ? HostRoot.searchPath + ":" + options.searchPath : HostRoot.searchPath
  }

  func planner(_ progress: @escaping ProgressSink) -> HostPlanner {
    HostPlanner(installer: installer, runner: runner(progress), detector: detector)
  }

  /// `root.required` with the exact command, for everybody but root; and for root where the manager refuses root. `command`
  /// is the user's own when it is `nil`.
  func requireRights(for command: String? = nil, doing what: String = "installing on") throws(Problem) {
    guard manager?.care.needsRoot ?? true else { return }
    guard options.userID != 0 else { return }
    let words = command ?? options.commandLine
    throw Problem(
      .rootRequired, "\(what) the machine itself changes it for everybody, so it needs root",
      hint: options.hasSudo ? "sudo \(words)" : "su -c \(HostScope.quoted(words))")
  }

  /// `root.required` for everybody but root where another root directory is to be looked into: its programs answer.
  func requireSight() throws(Problem) {
    guard !root.isThisMachine, options.userID != 0 else { return }
    throw Problem(
      .rootRequired, "only root can ask the programs in \(root.path)",
      hint: options.hasSudo ? "sudo \(options.commandLine)" : "su -c \(HostScope.quoted(options.commandLine))")
  }

  /// As one word of a shell line.
  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
