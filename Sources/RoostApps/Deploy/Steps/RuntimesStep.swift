import RoostInstaller
import RoostModel

extension DeployStep {
  /// Finds the layers the plan needs. What is missing is installed only when the request allows it.
  static let runtimes = DeployStep(name: "runtimes") { (context) async throws(Problem) in
    let specifiers = try context.madePlan.stackSpecifiers
    guard !specifiers.isEmpty else { return }
    context.progress(.stage("runtimes", detail: specifiers.joined(separator: ", ")))
    let installer = context.services.installer
    let resolved = try await installer.resolve(specifiers)
    let missing = resolved.compactMap(\.missing)
    if missing.isEmpty {
      context.runtimes = resolved.compactMap(\.layer)
    } else {
      guard context.request.installsRuntimes else { throw Problem.runtimesMissing(missing) }
      defer { context.services.layerChanges.happened() }
      context.runtimes = try await installer.install(specifiers, progress: context.progress)
    }
  }
}

extension Plan {
  /// What goes into the stack, as the installer takes it. A command without a language still needs a base to run on;
  /// files that the gateway serves need nothing.
  var stackSpecifiers: [String] {
    if case .files = start, build.isEmpty, dependencies == nil { return [] }
    return runtimes.isEmpty ? ["debian"] : runtimes.map(\.specifier)
  }
}
