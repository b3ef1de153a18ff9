import RoostEnvironments
import RoostInstaller
import RoostModel
import SystemPackage

/// Runs an entry's verify command over the stack it was built for, in a sandbox without network.
struct SandboxVerifier: Sendable {
  var strategy: any Strategy
  var limits: ResourceLimits

  /// The host user verify commands run as; just below those of the apps.
  static let user: UInt32 = 1_999_999
  static let longestOutput = 64 * 1024

  func verify(_ request: VerifyRequest) async throws(Problem) -> VerifyOutput {
    guard let command = request.command.first else {
      throw Problem(.catalogueInvalid, "a verify command is empty", hint: "correct the runtime's catalogue entry")
    }
    var spec = EnvironmentSpec(
      layers: request.stack.map(\.string), user: SandboxVerifier.user, network: .none, limits: limits)
    spec.variables = request.variables
    spec.workingDirectory = "/tmp"
    let environment = try await strategy.prepare(spec)
    do {
      try await environment.boot()
      let process = try await environment.spawn(ProcessSpec(command, Array(request.command.dropFirst())))
      let output = try await collect(process, named: request.command.joined(separator: " "), within: request.timeout)
      try await environment.destroy(grace: .zero)
      return output
    } catch {
      try await environment.destroy(grace: .zero)
      throw error
    }
  }

  /// Reads everything the process writes, within limits, until it ends; `timeout` when that takes too long.
  func collect(_ process: any ProcessHandle, named command: String, within timeout: Duration) async throws(Problem)
    -> VerifyOutput
  {
    do {
      return try await withThrowingTaskGroup(of: VerifyOutput.self) { group in
        group.addTask { try await read(process) }
        group.addTask {
          try await ContinuousClock().sleep(for: timeout)
          throw Problem(
            .timeout, "`\(command)` did not end within \(timeout.components.seconds) s",
            hint: "try again when the machine is less busy")
        }
        defer { group.cancelAll() }
        guard let output = try await group.next() else { throw CancellationError() }
        return output
      }
    } catch { throw Problem.unexpected(error, during: "verifying a runtime") }
  }

  private func read(_ process: any ProcessHandle) async throws -> VerifyOutput {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    for try await chunk in process.output(from: 0) {
      switch chunk.channel {
      case .standardError: errors += chunk.bytes.prefix(max(0, SandboxVerifier.longestOutput - errors.count))
      default: output += chunk.bytes.prefix(max(0, SandboxVerifier.longestOutput - output.count))
      }
    }
    return VerifyOutput(
      status: try await process.exitStatus().reason, standardOutput: String(decoding: output, as: UTF8.self),
      standardError: String(decoding: errors, as: UTF8.self))
  }
}
