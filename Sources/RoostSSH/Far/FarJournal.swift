import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What an agent that is gone left on its host: the output of processes, and how they ended.
struct FarJournal: Sendable {
  let connection: SSHConnection
  /// There.
  let directory: String

  /// Of one file. A segment is closed at 4 MB of output; each record adds a few bytes, of which a line may have one.
  private static let longestFile = 64 << 20
  /// Segments of one process.
  private static let most = 64
  private static let patience: Duration = .seconds(300)

  /// Nil when it was not written down.
  func exit(of process: ProcessNumber) async throws(Problem) -> ExitStatus? {
    let bytes = try await read("\(directory)/\(JournalFormat.exitsFile)")
    return ExitRecord.all(in: bytes).last { $0.process == process.rawValue }.map { ExitStatus($0) }
  }

  /// Puts the output into a directory named by the process, whole or not at all. Does nothing when there is one.
  func bring(_ process: ProcessNumber, to destination: FilePath) async throws(Problem) {
    let place = destination.appending("\(process)")
    guard access(place.string, F_OK) != 0 else { return }
    let source = "\(directory)/\(process)"
    let listed = try await connection.call(FarScript.list(source), isRepeatable: true)
    let names = listed.text.split(separator: "\n").map(String.init).filter { JournalFormat.segmentOffset($0) != nil }
    let draft = destination.appending(".\(process).new")
    try await DirectoryRemoval.remove(draft)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(destination, mode: 0o700)
      try DirectoryCreation.ensure(draft, mode: 0o700)
    }
    for name in names.suffix(FarJournal.most) {
      let bytes = try await read("\(source)/\(name)")
      try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(bytes, to: draft.appending(name), mode: 0o600) }
    }
    guard rename(draft.string, place.string) == 0 else { throw .lastSystemCall("rename \(draft)") }
  }

  private func read(_ path: String) async throws(Problem) -> [UInt8] {
    let answer = try await connection.call(
      FarScript.read(path), within: FarJournal.patience, isRepeatable: true, outputLimit: FarJournal.longestFile)
    guard answer.status == .exited(0) else {
      throw Problem(
        .environmentState, "\(path) on \(connection.address) cannot be read",
        hint: "look at it: \(connection.address.commandLine) ls -la \(directory)", cause: answer.errors)
    }
    return answer.output ?? []
  }
}
