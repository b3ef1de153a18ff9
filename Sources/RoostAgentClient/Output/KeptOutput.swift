import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The output of one ended process, moved out of its environment: a directory with the process's own journal in it.
package enum KeptOutput {
  /// One rename, so on one file system. Does nothing when there is no journal, or it was moved before. Blocking.
  package static func move(_ process: ProcessNumber, outOf journal: FilePath, to directory: FilePath) throws(Problem) {
    try DirectoryCreation.ensure(directory, mode: 0o700)
    let source = journal.appending("\(process)")
    guard rename(source.string, directory.appending("\(process)").string) == 0 || errno == ENOENT else {
      throw Problem.lastSystemCall("keep the output of process \(process)")
    }
  }

  /// The same with the output of an environment that is gone. Returns how the process ended, if that was written down.
  package static func salvage(
    _ process: ProcessNumber, outOf journal: FilePath, to directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    let exit = await JournalOutput(directory: journal).exits()[process]
    try await BlockingWork.run { () throws(Problem) in try move(process, outOf: journal, to: directory) }
    return exit
  }

  package static func output(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    let opening = KeptOutputReader(directory, from: offset)
    return AsyncThrowingStream(unfolding: { try await opening.next() })
  }

  /// The one process whose output a directory holds. Blocking.
  static func process(in directory: FilePath) throws(Problem) -> ProcessNumber? {
    try DirectoryListing.names(in: directory).compactMap(UInt32.init).first.map(ProcessNumber.init(rawValue:))
  }

  package static func end(in directory: FilePath) async throws(Problem) -> UInt64? {
    try await BlockingWork.run { () throws(Problem) in
      guard let process = try process(in: directory) else { return nil }
      return try JournalEnd.of(process, in: directory)
    }
  }
}
