import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A sparse file with an ext4 file system for what an environment writes over its stack. It takes what was written, and a
/// few hundred kilobytes.
struct DiskImage: Sendable {
  let path: FilePath

  private static let smallest = ByteCount.mebibytes(4)
  /// One file for so many bytes: package trees are full of small ones.
  private static let bytesPerFile: UInt64 = 8192
  private static let bytesOfTables: UInt64 = 256
  /// How long the kernel may take to let go of an environment that has ended.
  private static let patience: Duration = .seconds(10)

  /// Administrators' tools are not on everybody's PATH.
  static var tool: String? { ["/usr/sbin/mke2fs", "/sbin/mke2fs"].first { (path: String) in access(path, X_OK) == 0 } }

  static func check(_ size: ByteCount) throws(Problem) {
    guard size >= smallest, size <= ByteCount(1 << 44) else {
      throw Problem(
        .usageInvalid, "a limit of \(size) of disk makes no sense",
        hint: "ask for 4 MB to 16 TB, in the `limits` of roost.yml or its option")
    }
  }

  /// With the kernel's tables on top of `size`, so that about so much can be written.
  func create(_ size: ByteCount) async throws(Problem) {
    guard let tool = DiskImage.tool else { throw RequiredTool.missing("mke2fs") }
    let tables = size.bytes / DiskImage.bytesPerFile * DiskImage.bytesOfTables + size.bytes / 512
    let bytes = (size.bytes + tables + (1 << 20)) / 4096 * 4096
    let path = path
    try await BlockingWork.run { () throws(Problem) in
      let file = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw .lastSystemCall("create \(path)") }
      let owned = OwnedDescriptor(owning: file)
      guard ftruncate(owned.number, off_t(bytes)) == 0 else { throw .lastSystemCall("size \(path)") }
    }
    // No journal: after a power cut the environment is gone as well. Tables are written when they are needed.
    let features = "^has_journal,^resize_inode,^metadata_csum,uninit_bg"
    var command = ExternalCommand(
      tool,
      [
        "-q", "-F", "-t", "ext4", "-b", "4096", "-O", features, "-E", "lazy_itable_init=1,nodiscard,root_owner=0:0", "-m", "0",
        "-i", "\(DiskImage.bytesPerFile)", path.string,
      ])
    command.timeout = .seconds(60)
    try await command.succeed()
  }

  /// A copy of what was written, once the environment has ended.
  func copyUpper(to destination: FilePath) async throws(Problem) {
    let path = path
    let image = try await BlockingWork.run { () throws(Problem) in
      let number = open(path.string, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      guard number >= 0 else { throw .lastSystemCall("open \(path)") }
      return OwnedDescriptor(owning: number)
    }
    try await waitUntilUnused(image)
    let tree = try await BlockingWork.run { () throws(Problem) in
      let number = roost_image_mount(image.number)
      guard number >= 0 else { throw .system(Errno(rawValue: -number), "mount \(path)") }
      return OwnedDescriptor(owning: number)
    }
    try await UpperCopy.copy(FilePath("/proc/\(getpid())/fd/\(tree.number)/upper"), to: destination)
    withExtendedLifetime(tree) {}
  }

  /// The kernel unmounts a moment after the last process has gone, and only then everything is in the file. A write lease
  /// is given when nobody else, loop devices included, has it open.
  private func waitUntilUnused(_ image: OwnedDescriptor) async throws(Problem) {
    let setLease: Int32 = 1024  // F_SETLEASE of <fcntl.h>
    let deadline = ContinuousClock.now.advanced(by: DiskImage.patience)
    while fcntl(image.number, setLease, F_WRLCK) != 0 {
      guard errno == EAGAIN else { throw .lastSystemCall("wait for \(path)") }
      guard ContinuousClock.now < deadline else {
        throw Problem(.timeout, "\(path) is still in use", hint: "look who uses it: losetup -j \(path)")
      }
      await SteadyPause.wait(.milliseconds(2))
    }
    _ = fcntl(image.number, setLease, F_UNLCK)
  }
}
