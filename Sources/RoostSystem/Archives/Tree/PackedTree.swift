import Glibc
package import RoostModel
package import SystemPackage

/// A tree archive, compressed: made of a directory, and made a directory again, in one streaming pass.
package enum PackedTree {
  /// Writes the tree below `root` to the new file `path`.
  package static func pack(_ root: FilePath, to path: FilePath) async throws(Problem) -> TreeArchiveSummary {
    let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw Problem.lastSystemCall("create \(path)") }
    let socket: StreamSocket
    do throws(Problem) { socket = try StreamSocket.make() } catch {
      close(number)
      throw error
    }
    async let compression = Result.of { () async throws(Problem) in
      defer { socket.end() }
      try await Compression.compress.filter(from: socket.theirs, to: number)
    }
    let written = await Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        defer { socket.endSending() }
        var writer = TreeArchiveWriter(to: socket)
        return try writer.write(root)
      }
    }
    // A writer that lost its reader is not the one to blame.
    if case .failure(let problem) = written, problem.code != .connectionLost { throw problem }
    try await compression.get()
    return try written.get()
  }

  /// Reads `count` bytes of a file from `offset` on as a packed tree, and makes it below `root`, or only checks it when there is
  /// none. `bundle.invalid` when those bytes do not have the stated SHA-256, or unpack to more than `limit` bytes.
  package static func unpack(
    _ file: OwnedDescriptor, at offset: UInt64, count: UInt64, sha256: String, limit: UInt64, into root: FilePath?
  ) async throws(Problem) -> TreeArchiveSummary {
    let packed = try StreamSocket.make()
    let plain: StreamSocket
    do throws(Problem) { plain = try StreamSocket.make() } catch {
      close(packed.theirs)
      throw error
    }
    async let decompression = Result.of { () async throws(Problem) in
      // What was sent before can still be read.
      defer {
        packed.end()
        plain.end()
      }
      try await Compression.decompress.filter(from: packed.theirs, to: plain.theirs)
    }
    async let feeding = Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        defer { packed.endSending() }
        return try FileSection(file: file, offset: offset, count: count).send(to: packed)
      }
    }
    let made = await Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        defer { plain.end() }
        var reader = TreeArchiveReader(plain.ours.number, limit: limit)
        return try reader.read(into: try root.map { (root) throws(Problem) in try TreeUnpacking(root) })
      }
    }
    let (fed, decompressed) = await (feeding, decompression)
    let summary = try made.get()
    try decompressed.get()
    guard try fed.get() == sha256 else { throw TarFault("it changed while it was read").problem }
    return summary
  }
}
