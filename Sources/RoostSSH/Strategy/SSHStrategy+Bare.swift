import RoostAgentClient
import RoostModel
import RoostSystem

/// Environments on hosts that no agent runs on.
extension SSHStrategy {
  func bare(_ carrier: BareCarrier, _ record: BareRecord?) -> BareEnvironment {
    let inner = AgentEnvironment(
      carrier.spec, in: carrier.directory, carriedBy: carrier, answerLimit: hosts.configuration.answerLimit, logger: hosts.logger)
    return BareEnvironment(inner: inner, carrier: carrier, far: BareFar(carrier, record))
  }

  /// Nil for all other environments.
  func bareFound(_ id: EnvironmentID) async throws(Problem) -> (BareCarrier, BareRecord)? {
    let directory = hosts.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try BareRecord.read(directory))
    }
    guard let spec = found.0, let record = found.1 else { return nil }
    return (BareCarrier(hosts: hosts, host: try hosts.host(of: spec), spec: spec, directory: directory), record)
  }
}
