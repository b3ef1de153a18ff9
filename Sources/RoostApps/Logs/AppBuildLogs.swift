import RoostModel
import RoostSystem
import SystemPackage

/// The logs of an app's deployments: they outlive their releases, so that a failure can be read later.
struct AppBuildLogs: Sendable {
  /// Of releases that are gone.
  static let kept = 100
  static let space = ByteCount.mebibytes(64)

  let paths: AppPaths

  /// Releases that have one, ascending.
  func releases() async throws(Problem) -> [Int] {
    guard AppDirectories.exists(paths.logs) else { return [] }
    return try await AppDirectories.entries(of: paths.logs).compactMap(AppBuildLogs.release).sorted()
  }

  /// `deploy-000017.log`
  static func release(_ name: String) -> Int? {
    guard name.hasPrefix("deploy-"), name.hasSuffix(".log") else { return nil }
    return Int(name.dropFirst(7).dropLast(4))
  }

  /// Removes the oldest ones; those of releases that are kept stay.
  func prune(keeping present: Set<Int>) async throws(Problem) {
    var count = 0
    var bytes: UInt64 = 0
    for release in try await releases().reversed() {
      let path = paths.deployLog(ofRelease: release)
      count += 1
      bytes += try await BlockingWork.run { () throws(Problem) in try FileSize.of(path).bytes }
      guard !present.contains(release), count > AppBuildLogs.kept || bytes > AppBuildLogs.space.bytes else { continue }
      try await DirectoryRemoval.remove(path)
    }
  }
}
