package import SystemPackage

/// Of environments that have no file system of their own.
extension EnvironmentDirectory {
  /// What is the environment's own, at its paths: see ``PathMap``.
  package var files: FilePath { path.appending("files") }
  /// Home and temporary files of its processes.
  package var temporary: FilePath { path.appending("tmp") }
}
