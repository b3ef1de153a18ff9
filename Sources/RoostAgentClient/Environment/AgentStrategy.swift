import Glibc
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

  package func writtenOutput(
    of process: ProcessNumber, in id: EnvironmentID, from offset: UInt64
  ) async throws(Problem) -> WrittenOutput? {
    let journal = environments.directory(of: id).journal
    guard access(journal.string, F_OK) == 0 else { return nil }
    let written = JournalOutput(directory: journal)
    let exit = await written.exits()[process]
    let isSilent = exit == nil && access(journal.appending("\(process)").string, F_OK) != 0
    return WrittenOutput(
      chunks: written.output(of: process, from: offset), exit: exit, isSilent: isSilent, end: try await written.end(of: process))
  }

  package func keptEnd(in directory: FilePath) async throws(Problem) -> UInt64? { try await KeptOutput.end(in: directory) }

  package func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    KeptOutput.output(in: directory, from: offset)
  }
}
