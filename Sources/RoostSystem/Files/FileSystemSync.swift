import Glibc
package import RoostModel

/// Brings all that was written to one file system to the disk, with one call for any number of files.
package enum FileSystemSync {
  private typealias Call = @convention(c) (Int32) -> Int32
  // The C library's headers show syncfs(2) only to programs that ask for GNU extensions, which Swift's do not.
  private static let call: Call? = dlsym(nil, "syncfs").map { unsafeBitCast($0, to: Call.self) }

  /// `descriptor` is any open file or directory on it. Blocking, for as long as the disk takes.
  package static func flush(_ descriptor: Int32, of place: String) throws(Problem) {
    guard let call else { return sync() }
    guard call(descriptor) == 0 else { throw Problem.lastSystemCall("sync \(place)") }
  }
}
