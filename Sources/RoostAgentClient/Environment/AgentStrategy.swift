package import RoostEnvironments
package import RoostModel
import RoostSystem
package import SystemPackage

/// A strategy whose environments have an agent, and each a directory on this machine.
package protocol AgentStrategy: Strategy {
  var environments: EnvironmentsDirectory { get }
}

extension AgentStrategy {
  package func known() async throws(Problem) -> [EnvironmentID] {
    let environments = environments
    return try await BlockingWork.run { () throws(Problem) in try environments.known() }
  }

  package func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    KeptOutput.output(in: directory, from: offset)
  }
}
