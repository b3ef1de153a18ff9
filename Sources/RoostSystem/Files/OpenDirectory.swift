import Glibc
package import RoostModel
package import SystemPackage

/// A directory that stays the one it was when it was opened, whatever its name leads to later.
package struct OpenDirectory: Sendable {
  package let path: FilePath
  package let identity: DirectoryIdentity
  let descriptor: OwnedDescriptor

  /// - Parameter expected: refused when it is another one.
  package init(
    _ path: FilePath, to purpose: String, expecting expected: DirectoryIdentity? = nil, followsLinks: Bool = true
  ) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW))
    guard number >= 0 else { throw Problem.lastSystemCall("\(purpose) \(path)") }
    self.path = path
    descriptor = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    identity = DirectoryIdentity(status)
    guard expected == nil || expected == identity else { throw OpenDirectory.another(path) }
  }

  /// Its name leads to another one, or to nothing.
  package func checkThatItIsThere() throws(Problem) {
    var status = stat()
    guard lstat(path.string, &status) == 0, DirectoryIdentity(status) == identity else { throw OpenDirectory.another(path) }
  }

  package var owner: UInt32 {
    var status = stat()
    return fstat(descriptor.number, &status) == 0 ? status.st_uid : 0
  }

  private static func another(_ path: FilePath) -> Problem {
    Problem(
      .projectNotFound, "\(path) is not the directory any more that was deployed",
      hint: "put that one back, or begin anew with the one that is there: roost dev \(path)")
  }
}

extension DirectoryIdentity {
  fileprivate init(_ status: stat) { self.init(device: UInt64(status.st_dev), file: UInt64(status.st_ino)) }
}
