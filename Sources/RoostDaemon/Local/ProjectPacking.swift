import Glibc
import RoostApps
package import RoostModel
import RoostSystem
import SystemPackage

/// A directory of this machine on its way to a daemon of another: as an archive of what a deployment here would take along.
package enum ProjectPacking {
  /// `body` reads the archive from a descriptor to its end. `told` hears how many bytes were packed so far, on any thread.
  package static func with<Value: Sendable>(
    _ directory: String, told: @escaping @Sendable (ByteCount) -> Void,
    _ body: @escaping @Sendable (Int32) async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let socket = try StreamSocket.make()
    let reading = OwnedDescriptor(owning: socket.theirs)
    let root = FilePath(directory)
    async let packing = Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        defer { socket.endSending() }
        var archive = ProjectArchive(to: socket, options: SourceRules.options) { told(ByteCount($0)) }
        return try archive.write(root)
      }
    }
    let sent = await Result.of { () async throws(Problem) in try await body(reading.number) }
    // Who packs for nobody ends.
    socket.end()
    let packed = await packing
    // A writer that lost its reader is not the one to blame.
    if case .failure(let problem) = packed, problem.code != .connectionLost { throw problem }
    let result = try sent.get()
    _ = try packed.get()
    return result
  }
}
