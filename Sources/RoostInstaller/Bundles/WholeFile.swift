import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// An open regular file and its size at that moment.
struct WholeFile: Sendable {
  let section: FileSection
  let size: UInt64

  /// Blocking.
  static func open(_ path: FilePath) throws(Problem) -> WholeFile {
    let number = Glibc.open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    let size = UInt64(max(0, status.st_size))
    return WholeFile(section: FileSection(file: file, offset: 0, count: size), size: size)
  }
}
