import CRoost
import Glibc

/// What a client wants to watch: where it really is, and what it is called.
struct WatchTarget {
  /// As the client says it, without a slash at the end; empty for the root.
  let told: String
  /// Without symbolic links.
  let real: String
  let isDirectory: Bool

  init(_ path: String) throws(SystemFailure) {
    let asked = path.allSatisfy { $0 == "/" } && !path.isEmpty ? "" : "/" + (try FileAccess.checked(path)).relative
    let place = try Descriptor(checking: FileAccess.resolve(asked.isEmpty ? "/" : asked, ROOST_O_PATH))
    var found = stat()
    try SystemFailure.checkLibrary(fstat(place.number, &found))
    told = asked
    isDirectory = found.st_mode & S_IFMT == S_IFDIR
    real = try WatchTarget.path(of: place)
  }

  private static func path(of place: Descriptor) throws(SystemFailure) -> String {
    var target = [CChar](repeating: 0, count: 4096)
    let count = try SystemFailure.checkLibrary(readlink("/proc/self/fd/\(place.number)", &target, target.count))
    guard count < target.count else { throw SystemFailure(ENAMETOOLONG) }
    let bytes = target.prefix(count).map(UInt8.init(bitPattern:))
    guard let path = String(validating: bytes, as: UTF8.self), path.hasPrefix("/") else { throw SystemFailure(EINVAL) }
    return path
  }

  /// In its directory; empty for the root.
  var name: String { String(real[real.index(after: real.lastIndex(of: "/") ?? real.startIndex)...]) }

  func openParent() throws(SystemFailure) -> Descriptor { try FileAccess.open(parentOf: real).0 }

  /// The directory itself.
  func open() throws(SystemFailure) -> Descriptor {
    try Descriptor(checking: roost_open(AT_FDCWD, real, ROOST_O_PATH | O_DIRECTORY, 0, ROOST_NO_SYMLINKS))
  }

  /// How a path below it is told.
  func told(_ relative: String) -> String { relative.isEmpty ? (told.isEmpty ? "/" : told) : "\(told)/\(relative)" }
}
