import Logging
import RoostCatalog
import RoostEnvironments
import RoostInstaller
package import RoostModel
import RoostSystem
import SystemPackage

/// Installs on the machine itself and removes from it, in this process: no daemon is needed, and none is asked.
package struct HostInstall: Sendable {
  private let scope: HostScope

  package static func make(_ options: HostInstallOptions) async throws(Problem) -> HostInstall {
    let settings = try await SettingsLoader(options: ServeOptions(home: options.home.path), environment: ProcessVariables.all)
      .load()
    let composition = InstallerComposition(settings: settings, logger: Logger(label: "roost") { _ in SwiftLogNoOpLogHandler() })
    let installer = composition.make(try Parts.makeCatalogue()) { () throws(Problem) -> any Strategy in
      throw Problem(.unsupported, "layers are not verified here", hint: "roost runtime install ...")
    }
    var host = composition.hostOptions
    host.force = options.force
    host.startsServices = options.startsServices
    host.commandLine = options.commandLine
    host.isStopping = options.isStopping
    let path = FilePath(options.root ?? "/")
    guard path.isAbsolute, FileLook.isDirectory(path.string) else {
      throw Problem(.usageInvalid, "\(path) is no root directory", hint: "give the absolute path of one: --root /mnt/image")
    }
    let root = HostRoot(path)
    let chosen = host
    return HostInstall(scope: await BlockingWork.run { HostScope(installer: installer, root: root, options: chosen) })
  }

  package func plan(_ request: InstallRequest) async throws(Problem) -> InstallPlan { try await scope.plan(request) }

  package func install(_ request: InstallRequest, progress: @escaping ProgressSink) async throws(Problem) -> InstallResult {
    try await scope.install(request, progress: progress)
  }

  package func canRemove(_ request: RemoveRequest) async throws(Problem) -> SafetyCheck { try await scope.canRemove(request) }

  package func remove(_ request: RemoveRequest, progress: @escaping ProgressSink) async throws(Problem) -> RemoveResult {
    try await scope.remove(request, progress: progress)
  }
}
