import Foundation
import Glibc
import RoostModel
import RoostSystem
package import SystemPackage

/// The root file system that environments of the tests stand on: `ROOST_TEST_BASE`, or a small Debian made once and kept.
package enum TestBase {
  package static func path() async throws -> FilePath {
    if let given = ProcessInfo.processInfo.environment["ROOST_TEST_BASE"] { return FilePath(given) }
    let cache = FilePath(NSTemporaryDirectory()).appending("roost-test-base")
    try DirectoryCreation.ensure(cache)
    let base = cache.appending("bookworm")
    let lock = try await FileLock.acquire(cache.appending("lock"), within: .seconds(300))
    defer { lock.release() }
    if access(base.appending("etc/debian_version").string, F_OK) == 0 { return base }
    try await make(base, in: cache)
    return base
  }

  /// Unpacked beside and renamed, so that a run that was killed leaves nothing that looks complete.
  private static func make(_ base: FilePath, in cache: FilePath) async throws {
    let (archive, tree) = (cache.appending("base.tar"), cache.appending("unpacking"))
    try await DirectoryRemoval.remove(tree)
    var bootstrap = ExternalCommand("mmdebstrap", ["--variant=minbase", "bookworm", archive.string])
    bootstrap.timeout = .seconds(280)
    try await bootstrap.succeed()
    try DirectoryCreation.ensure(tree)
    try await ExternalCommand("tar", ["-xf", archive.string, "-C", tree.string, "--exclude=./dev/*"]).succeed()
    unlink(archive.string)
    guard rename(tree.string, base.string) == 0 else { throw Problem.system(Errno(rawValue: errno), "keep the test base") }
  }
}
