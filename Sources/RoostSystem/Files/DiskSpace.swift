import Glibc
package import RoostModel
package import SystemPackage

/// Room on the file system that holds a path.
package struct DiskSpace: Sendable, Equatable {
  /// What anybody may still write: a reserve for root is of no use to apps and builds.
  package var free: ByteCount
  package var total: ByteCount

  package init(free: ByteCount, total: ByteCount) {
    self.free = free
    self.total = total
  }

  package static func at(_ path: FilePath) throws(Problem) -> DiskSpace {
    var status = statvfs()
    guard retryingInterrupts({ statvfs(path.string, &status) }) == 0 else {
      throw Problem.lastSystemCall("measure the free space of \(path)")
    }
    let unit = UInt64(status.f_frsize)
    return DiskSpace(free: ByteCount(UInt64(status.f_bavail) * unit), total: ByteCount(UInt64(status.f_blocks) * unit))
  }

  /// Refuses when less than `needed` is free. `purpose` reads after "for": "nodejs 24.19.0".
  package func require(_ needed: ByteCount, for purpose: String, at path: FilePath) throws(Problem) {
    guard free < needed else { return }
    throw Problem(
      .diskFull, "\(purpose) needs \(needed), but only \(free) of \(total) are free at \(path)",
      hint: "free at least \(ByteCount(needed.bytes - free.bytes)), or remove a runtime: roost runtime list")
  }
}
