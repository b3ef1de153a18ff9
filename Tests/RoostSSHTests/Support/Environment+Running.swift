import RoostEnvironments
import RoostModel

/// What a finished process came to.
struct Finished: Sendable {
  var exit: RoostModel.ExitStatus
  var output: String
}

extension Environment {
  /// Runs a shell line to its end and collects what it wrote.
  func run(_ line: String) async throws -> Finished { try await finish(try await spawn(.shell(line))) }

  func finish(_ process: any ProcessHandle, from offset: UInt64 = 0) async throws -> Finished {
    var bytes: [UInt8] = []
    var expected = offset
    for try await chunk in process.output(from: offset) {
      guard chunk.offset == expected else { throw Hole(at: expected, found: chunk.offset) }
      expected = chunk.nextOffset
      bytes += chunk.bytes
    }
    return Finished(exit: try await process.exitStatus(), output: String(decoding: bytes, as: UTF8.self))
  }
}

/// Some output is missing, or was given twice.
struct Hole: Error {
  var at: UInt64
  var found: UInt64
}
