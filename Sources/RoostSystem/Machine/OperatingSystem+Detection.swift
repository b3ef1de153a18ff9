import Glibc
package import RoostModel
package import SystemPackage

extension OperatingSystem {
  /// What the machine says of itself. Nothing that is missing is a failure: it is then `linux` without a version.
  ///
  /// Another `root` than `/` tells what lies in a root file system beside the running one; kernel and container are always
  /// those this process runs in. Blocking, a few small files.
  package static func detect(root: FilePath = "/") -> OperatingSystem {
    let release = osRelease(root: root)
    let kernel = KernelName.current()
    return OperatingSystem(
      id: release.id, versionID: release.versionID, name: release.name, like: release.like, codename: release.codename,
      architecture: kernel.machine, libc: CLibrary.detect(root: root), kernel: kernel.release,
      container: ContainerDetection.current())
  }

  /// Whether it is one of these systems or says that it resembles one: `ubuntu` is like `debian`.
  package func resembles(_ ids: String...) -> Bool { ids.contains(id) || like.contains(where: ids.contains) }

  private static func osRelease(root: FilePath) -> OSRelease {
    for file in ["etc/os-release", "usr/lib/os-release"] {
      if let text = try? KernelFile.text(of: root.appending(file)) { return OSRelease(text) }
    }
    return OSRelease()
  }
}
