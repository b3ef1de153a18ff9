import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The disk that takes what is written in a machine. It grows as it is written, up to its size.
///
/// Without a journal: it is of no use after a crash of its machine, and this host never mounts it.
enum WritableDisk {
  static func make(_ path: FilePath, size: ByteCount, owner: UInt32?) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      let number = open(path.string, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard number >= 0 else { throw .lastSystemCall("create \(path)") }
      let file = OwnedDescriptor(owning: number)
      guard ftruncate(file.number, off_t(clamping: size.bytes)) == 0 else { throw .lastSystemCall("size \(path)") }
      if let owner, fchown(file.number, owner, owner) != 0 { throw .lastSystemCall("hand over \(path)") }
    }
    let options = "lazy_itable_init=1,nodiscard,root_owner=0:0"
    try await ExternalCommand(
      Tools.path(of: "mke2fs"),
      ["-q", "-F", "-t", "ext4", "-m", "0", "-O", "^has_journal,^resize_inode", "-E", options, path.string]
    ).succeed()
  }
}
