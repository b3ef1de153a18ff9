import Foundation
import Synchronization

/// A command a test starts. Its output goes through files, so that a full pipe cannot hang it.
package final class TestProcess: Sendable {
  private let process: Mutex<Process>
  private let outputFile: URL
  private let errorFile: URL
  private let ended: AsyncStream<Void>
  package let pid: Int32

  package init(_ executable: String, _ arguments: [String], variables: [String: String] = [:], directory: String? = nil) throws {
    let files = FileManager.default.temporaryDirectory.appendingPathComponent("roost-test-\(UUID().uuidString)")
    outputFile = files.appendingPathExtension("out")
    errorFile = files.appendingPathExtension("err")
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (try FileHandle(forWritingTo: outputFile), try FileHandle(forWritingTo: errorFile))
    process.standardOutput = output
    process.standardError = errors
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    self.ended = ended
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    pid = process.processIdentifier
    // A process that has ended is not let go by Foundation, nor are its files; and with 1360 files open its `run` reads past
    // the end of readdir's buffer.
    for file in [output, errors] { try file.close() }
    self.process = Mutex(process)
  }

  package var isRunning: Bool { process.withLock { $0.isRunning } }
  package var outputSoFar: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }
  package var errorsSoFar: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

  package func signal(_ signal: Int32) { kill(pid, signal) }

  /// Waits for its end.
  package func finish() async -> CommandOutput {
    for await _ in ended {}
    let status = process.withLock { $0.terminationReason == .exit ? $0.terminationStatus : 128 + $0.terminationStatus }
    let result = CommandOutput(status: status, output: outputSoFar, errors: errorsSoFar)
    for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) }
    return result
  }
}
