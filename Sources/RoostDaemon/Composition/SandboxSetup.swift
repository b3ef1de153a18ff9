import RoostCatalog
import RoostEnvironments
import RoostInstaller
import RoostModel
import SystemPackage

/// Runs an entry's setup commands over the layer that is being made, in a sandbox without network, and keeps what they wrote.
struct SandboxSetup: Sendable {
  var strategy: any Strategy
  var limits: ResourceLimits

  /// The host user they run as; not the one that verifies.
  static let user: UInt32 = 1_999_998
  /// Where packages have their files. Below these the modes of files and directories say what may be written.
  private static let places = ["/etc", "/opt", "/srv", "/usr", "/var"]

  func run(_ request: SetupRequest) async throws(Problem) {
    var spec = EnvironmentSpec(
      layers: request.stack.map(\.string), user: SandboxSetup.user, network: .none, limits: limits)
    spec.variables = request.variables
    spec.variables["HOME"] = "/tmp"
    spec.workingDirectory = "/tmp"
    spec.writablePlaces = SandboxSetup.places
    let environment = try await strategy.prepare(spec)
    do {
      try await environment.boot()
      for step in request.steps { try await run(step.run, within: step.timeout, in: environment, of: request) }
      try await environment.seal(into: request.changes)
      try await environment.destroy(grace: .zero)
    } catch {
      try await environment.destroy(grace: .zero)
      throw error
    }
  }

  private func run(_ command: [String], within timeout: Duration, in environment: any Environment, of request: SetupRequest)
    async throws(Problem)
  {
    guard let program = command.first else { return }
    let process = try await environment.spawn(ProcessSpec(program, Array(command.dropFirst())))
    let output = try await SandboxVerifier(strategy: strategy, limits: limits)
      .collect(process, named: command.joined(separator: " "), within: timeout)
    guard output.status != .exited(0) else { return }
    let lines = (output.standardOutput + "\n" + output.standardError).split(whereSeparator: \.isNewline).suffix(12)
    throw Problem(
      .runtimeVerifyFailed,
      "\(request.runtime) \(request.version) was built but could not be set up, so it was not installed: `\(command.joined(separator: " "))` \(output.status)",
      hint: "look at the lines above; to try again: roost runtime install '\(request.runtime)@\(request.version)'",
      cause: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}
