import RoostAgentProtocol
package import RoostModel
import RoostSystem
package import SystemPackage

/// Output and exits of an environment that is gone, from its journal directory, wherever that was moved to.
package struct JournalOutput: Sendable {
  private let directory: FilePath

  /// - Parameter directory: what ``SandboxStrategy/journalDirectory(of:)`` names, or where it was moved.
  package init(directory: FilePath) { self.directory = directory }

  /// How processes ended, as far as the agent wrote it down.
  package func exits() async -> [ProcessNumber: ExitStatus] {
    let directory = directory
    let records = await BlockingWork.run { ExitJournal.read(directory) }
    return Dictionary(
      records.map { (ProcessNumber(rawValue: $0.process), ExitStatus($0)) }, uniquingKeysWith: { _, last in last })
  }

  /// Where a process's output ends; `nil` when there is none.
  package func end(of process: ProcessNumber) async throws(Problem) -> UInt64? {
    let directory = directory
    return try await BlockingWork.run { () throws(Problem) in try JournalEnd.of(process, in: directory) }
  }

  /// What is kept of a process's output from `offset` on. Ends; nothing follows.
  package func output(of process: ProcessNumber, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    let reader = JournalReader(directory, process, from: offset)
    return AsyncThrowingStream(unfolding: { try await reader.next() })
  }
}
