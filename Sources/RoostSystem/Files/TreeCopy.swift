import Glibc
package import RoostModel
package import SystemPackage

/// Copies a directory tree of untrusted contents: symbolic links are copied as links and never followed, modes lose
/// their setuid and setgid bits, and devices, pipes and sockets are refused.
///
/// Safe while somebody changes the source: every step works on what it opened, not on a name.
package enum TreeCopy {
  /// Copies the contents of `source` into the existing directory `target`. What a failed copy leaves is the caller's to remove.
  package static func copy(
    from source: FilePath, into target: FilePath, options: TreeCopyOptions = TreeCopyOptions()
  ) async throws(Problem) -> TreeCopyReport {
    try await BlockingWork.run { () throws(Problem) in
      var copier = TreeCopier(options: options)
      let from = try open(source, "read")
      let to = try open(target, "write to")
      try copier.copyDirectory(from, to: to, path: "", depth: 0)
      return copier.report
    }
  }

  private static func open(_ path: FilePath, _ purpose: String) throws(Problem) -> OwnedDescriptor {
    let number = Glibc.open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("\(purpose) \(path)") }
    return OwnedDescriptor(owning: number)
  }
}
