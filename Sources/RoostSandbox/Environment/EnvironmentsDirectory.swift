import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// `$ROOST_HOME/environments`: one directory for each environment, named by its identifier.
struct EnvironmentsDirectory: Sendable {
  let path: FilePath

  func directory(of id: EnvironmentID) -> EnvironmentDirectory { EnvironmentDirectory(id, below: path) }

  /// Blocking. Names that are no identifiers are not ours.
  func known() throws(Problem) -> [EnvironmentID] {
    try DirectoryListing.names(in: path).compactMap { EnvironmentID($0) }
  }

  /// Makes the directory of a new environment and writes its specification down. Blocking; leaves nothing on failure.
  func create(_ spec: EnvironmentSpec) throws(Problem) -> EnvironmentDirectory {
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
