package import RoostInstaller
package import RoostModel
import SystemPackage

/// Something done to a home that is killed in the middle: what is there before, and what is done.
package enum CrashScenario: String, CaseIterable, Sendable {
  case installOne = "install-one"
  case installMany = "install-many"
  case installLeft = "install-left"
  case installRight = "install-right"
  case remove
  case undoRemoval = "undo-removal"
  case undoInstallation = "undo-installation"
  case collect
  case installBundle = "install-bundle"
  case createBundle = "create-bundle"

  /// Makes the state before. Nothing is killed meanwhile.
  package func prepare(_ installer: Installer) async throws(Problem) {
    switch self {
    case .installOne, .installMany, .installLeft, .installRight: return
    case .remove, .undoInstallation, .createBundle: try await install(["left", "right"], installer)
    case .undoRemoval:
      try await install(["left", "right"], installer)
      try await remove(["left", "right"], installer)
    case .installBundle:
      try await install(["left", "right"], installer)
      try await createBundle(installer) { _ in }
      try await remove(["left", "right"], installer)
    case .collect:
      // For an app that is gone meanwhile: nobody asked for it by name.
      _ = try await installer.install(["left"], progress: { _ in })
      try await install(["tiny"], installer)
    }
  }

  package func run(_ installer: Installer, progress: @escaping ProgressSink) async throws(Problem) {
    switch self {
    case .installOne: try await install(["tiny"], installer, progress)
    case .installMany: try await install(["left", "right"], installer, progress)
    case .installLeft: try await install(["left"], installer, progress)
    case .installRight: try await install(["right"], installer, progress)
    case .remove: try await remove(["left", "right"], installer, progress)
    case .undoRemoval: _ = try await installer.undo(2, apps: .none, progress: progress)
    case .undoInstallation: _ = try await installer.undo(1, apps: .none, progress: progress)
    case .installBundle:
      let request = BundleInstallRequest(path: CrashScenario.bundle(of: installer))
      _ = try await installer.installBundle(request, progress: progress)
    case .createBundle: try await createBundle(installer, progress)
    case .collect: _ = try await installer.collect(CollectRequest(), apps: .none, progress: progress)
    }
  }

  /// In the home, so that it is copied with it.
  package static func bundle(of installer: Installer) -> String { installer.store.paths.home.appending("bundle.roost").string }

  private func createBundle(_ installer: Installer, _ progress: @escaping ProgressSink) async throws(Problem) {
    let request = BundleRequest(specifiers: ["left", "right"], output: CrashScenario.bundle(of: installer))
    _ = try await installer.createBundle(request, progress: progress)
  }

  private func install(_ specifiers: [String], _ installer: Installer, _ progress: @escaping ProgressSink = { _ in })
    async throws(Problem)
  {
    _ = try await installer.install(InstallRequest(specifiers: specifiers), apps: .none, progress: progress)
  }

  private func remove(_ specifiers: [String], _ installer: Installer, _ progress: @escaping ProgressSink = { _ in })
    async throws(Problem)
  {
    let request = RemoveRequest(specifiers: specifiers, removesUnused: true)
    _ = try await installer.remove(request, apps: .none, progress: progress)
  }
}
