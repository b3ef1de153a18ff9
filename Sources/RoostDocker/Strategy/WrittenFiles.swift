import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// What was written over a container's image, as the engine keeps it: the upper directory of the kernel's overlay.
struct WrittenFiles: Sendable {
  let details: ContainerDetails?
  let spec: EnvironmentSpec

  /// In the form of a layer: devices and attributes for what is gone are kept. Nothing may move meanwhile.
  func copy(to destination: FilePath) async throws(Problem) {
    guard let upper = details?.upper else { throw unreachable("it does not keep what was written as an overlay") }
    guard access(upper, R_OK | X_OK) == 0 else { throw unreachable("\(upper) may not be read by this user") }
    let partial = FilePath(destination.string + ".partial")
    try await DirectoryRemoval.remove(partial)
    try await UpperCopy.copy(FilePath(upper), to: partial)
    let spec = spec
    try await BlockingWork.run { () throws(Problem) in
      for path in WrittenFiles.mountPoints(of: spec) { WrittenFiles.removeEmpty(path, in: partial) }
      guard chmod(partial.string, 0o755) == 0, rename(partial.string, destination.string) == 0 else {
        throw .lastSystemCall("move \(partial) to \(destination)")
      }
    }
  }

  private func unreachable(_ why: String) -> Problem {
    Problem(
      .unsupported, "what was written in a container of this engine cannot be had: \(why)",
      hint: "run the daemon as root, with an engine that uses overlay2: docker info --format '{{.Driver}}'")
  }

  /// Directories the engine made to mount something on them.
  static func mountPoints(of spec: EnvironmentSpec) -> [String] {
    [ContainerPlan.agentPlace, ContainerPlan.directoryPlace, "/dev/x", "/proc/x", "/sys/x"] + spec.mounts.map(\.target)
  }

  /// What is empty on the way to a place, from the inside out. Links are not followed: the names are removed one by one
  /// from open directories.
  private static func removeEmpty(_ path: String, in root: FilePath) {
    var parts = path.split(separator: "/").map(String.init)
    while !parts.isEmpty {
      let place = root.pushing(FilePath(parts.joined(separator: "/")))
      var status = stat()
      if lstat(place.string, &status) == 0 {
        let isFile = status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
        guard (isFile ? unlink(place.string) : rmdir(place.string)) == 0 else { return }
      }
      parts.removeLast()
    }
  }
}
