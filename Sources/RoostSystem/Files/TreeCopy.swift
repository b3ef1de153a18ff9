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
    let directory = try await BlockingWork.run { () throws(Problem) in try OpenDirectory(source, to: "read") }
    return try await copy(from: directory, into: target, options: options)
  }

  package static func copy(
    from source: OpenDirectory, into target: FilePath, options: TreeCopyOptions = TreeCopyOptions()
  ) async throws(Problem) -> TreeCopyReport {
    try await BlockingWork.run { () throws(Problem) in
      var copier = TreeCopier(options: options)
      let to = try OpenDirectory(target, to: "write to")
      try copier.copyDirectory(source.descriptor, to: to.descriptor, path: "", depth: 0)
      return copier.finished
    }
  }
}
