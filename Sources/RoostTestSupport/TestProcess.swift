import Foundation
import Glibc
import RoostModel
import RoostSystem
import Synchronization

/// A command a test starts. Its output goes through files, so that a full pipe cannot hang it.
package final class TestProcess: Sendable {
  package let pid: Int32
  private let outputFile: URL
  private let errorFile: URL
  private let ending: Ending
  private let ended: AsyncStream<Void>

  /// Who waits for the end, and who may still signal: a number that was given back is never signalled.
  private final class Ending: Sendable {
    let status = Mutex<Int32?>(nil)

    /// Blocks until it has ended.
    func wait(for pid: pid_t) {
      var information = siginfo_t()
      while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
      status.withLock { status in
        var word: Int32 = 0
        let isThere = waitpid(pid, &word, 0) == pid
        let signal = word & 0x7f
        status = !isThere ? -1 : signal == 0 ? (word >> 8) & 0xff : 128 + signal
      }
    }
  }

  package init(_ executable: String, _ arguments: [String], variables: [String: String] = [:], directory: String? = nil) throws {
    let files = FileManager.default.temporaryDirectory.appendingPathComponent("roost-test-\(UUID().uuidString)")
    outputFile = files.appendingPathExtension("out")
    errorFile = files.appendingPathExtension("err")
    let (output, errors) = (try TestProcess.file(outputFile), try TestProcess.file(errorFile))
    let variables = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    let started = try ProcessStart(
      program: executable, arguments: arguments, variables: variables.map { "\($0)=\($1)" }, directory: directory,
      output: output.number, errors: errors.number
    ).spawn()
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    let ending = Ending()
    Thread.detachNewThread {
      ending.wait(for: started)
      continuation.finish()
    }
    (pid, self.ending, self.ended) = (started, ending, ended)
  }

  private static func file(_ url: URL) throws -> OwnedDescriptor {
    let number = open(url.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw Problem.lastSystemCall("create \(url.path)") }
    return OwnedDescriptor(owning: number)
  }

  package var isRunning: Bool { ending.status.withLock { $0 == nil } }
  package var outputSoFar: String { TestProcess.text(of: outputFile) }
  package var errorsSoFar: String { TestProcess.text(of: errorFile) }

  /// What is there may end inside a character.
  private static func text(of file: URL) -> String { String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self) }

  package func signal(_ signal: Int32) { ending.status.withLock { if $0 == nil { kill(pid, signal) } } }

  /// Waits for its end.
  package func finish() async -> CommandOutput {
    for await _ in ended {}
    let status = ending.status.withLock { $0 ?? -1 }
    let result = CommandOutput(status: status, output: outputSoFar, errors: errorsSoFar)
    for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) }
    return result
  }
}
