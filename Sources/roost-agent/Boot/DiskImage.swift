import CRoost
import Glibc
import RoostAgentProtocol

/// A file system of limited size that takes what the processes write over the stack. It goes, and its loop device with it,
/// when the last process of the sandbox does.
struct DiskImage {
  let path: String

  /// At `disk` in the environment's directory, for this mount namespace alone.
  func mount(in directory: Descriptor) throws(BootFailure) {
    try BootFailure.at(.stack, "mounting \(path)") { () throws(SystemFailure) in
      let file = try Descriptor.open(path, O_RDWR | O_NOFOLLOW)
      let tree = try Descriptor(checking: roost_image_mount(file.number))
      try DiskImage.make("disk", 0o700, in: directory)
      let place = try Descriptor.open(in: directory, "disk", ROOST_O_PATH | O_DIRECTORY | O_NOFOLLOW)
      try SystemFailure.check(roost_tree_attach(tree.number, place.number))
      for name in ["upper", "work"] { try DiskImage.make(name, 0o755, in: tree) }
      try keepUpper(of: tree)
    }
  }

  /// As a mount of its own, so that nothing above it can be reached through the descriptor.
  private func keepUpper(of tree: Descriptor) throws(SystemFailure) {
    let upper = try Descriptor.open(in: tree, "upper", ROOST_O_PATH | O_DIRECTORY | O_NOFOLLOW)
    let clone = try Descriptor(checking: roost_tree_clone(upper.number, false))
    // The lowest free number from there on, and nothing is open there yet.
    let kept = try SystemFailure.checkLibrary(fcntl(clone.number, F_DUPFD_CLOEXEC, BootSpec.upperDescriptor))
    guard kept == BootSpec.upperDescriptor else { throw SystemFailure(EBADF) }
  }

  private static func make(_ name: String, _ mode: mode_t, in directory: Descriptor) throws(SystemFailure) {
    if mkdirat(directory.number, name, mode) < 0 && errno != EEXIST { throw .last }
  }
}
