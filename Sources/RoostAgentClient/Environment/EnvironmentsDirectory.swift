import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// One directory for each environment of a strategy, named by its identifier: those of sandboxes in
/// `$ROOST_HOME/environments`, those of others in a directory there that is named after the strategy.
package struct EnvironmentsDirectory: Sendable {
  package let path: FilePath

  package init(path: FilePath) { self.path = path }

  package func directory(of id: EnvironmentID) -> EnvironmentDirectory { EnvironmentDirectory(id, below: path) }

  /// Blocking. Names that are no identifiers are not ours.
  package func known() throws(Problem) -> [EnvironmentID] {
    try DirectoryListing.names(in: path).compactMap { EnvironmentID($0) }
  }

  /// Makes the directory of a new environment and writes its specification down. Blocking; leaves nothing on failure.
  package func create(_ spec: EnvironmentSpec) throws(Problem) -> EnvironmentDirectory {
    try DirectoryCreation.ensure(path, mode: 0o700)
    let directory = directory(of: spec.id)
    guard mkdir(directory.path.string, 0o700) == 0 else {
      guard errno == EEXIST else { throw .lastSystemCall("make \(directory.path)") }
      throw Problem(
        .environmentState, "environment \(spec.id) exists already",
        hint: "let it be found again, or remove it: rm -r \(directory.path)")
    }
    do throws(Problem) {
      try DirectoryCreation.ensure(directory.upper, mode: 0o755)
      try DirectoryCreation.ensure(directory.work, mode: 0o755)
      try JSONFile.write(spec, to: directory.spec)
      return directory
    } catch {
      try DirectoryRemoval.removeNow(directory.path)
      throw error
    }
  }
}
