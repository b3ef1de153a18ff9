import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage

/// A place on this machine where nobody may make a user namespace, as after `sysctl user.max_user_namespaces=0`: a user namespace
/// with all of the machine's users, of which that setting holds. And a bubblewrap that runs as root, as some distributions have it.
struct ForbiddenNamespaces {
  /// A command line that runs another one there, as root of the place.
  let launcher: [String]
  let bubblewrap: FilePath

  static func with(_ body: (ForbiddenNamespaces) async throws -> Void) async throws {
    let holder = try TestProcess("/usr/bin/unshare", ["--user", "sleep", "1000"])
    let directory = FilePath("/var/tmp/roost-bubblewrap-\(UInt64.random(in: .min ... .max))")
    try await cleaning({ try await clean(holder, directory) }) { try await body(try await make(holder, directory)) }
  }

  private static func make(_ holder: TestProcess, _ directory: FilePath) async throws -> ForbiddenNamespaces {
    let place = { (process: String) in try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/ns/user") }
    let own = try place("self")
    try await eventually("the holder is in its namespace") { try place("\(holder.pid)") != own }
    for name in ["uid_map", "gid_map"] {
      try Data("0 0 4294967295".utf8).write(to: URL(fileURLWithPath: "/proc/\(holder.pid)/\(name)"))
    }
    let launcher = ["nsenter", "--user", "--target", "\(holder.pid)"]
    let forbid = launcher.dropFirst() + ["sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces"]
    try await ExternalCommand(launcher[0], Array(forbid)).succeed()
    try DirectoryCreation.ensure(directory)
    let bubblewrap = directory.appending("bwrap")
    try FileManager.default.copyItem(atPath: "/usr/bin/bwrap", toPath: bubblewrap.string)
    guard chmod(bubblewrap.string, 0o4755) == 0 else { throw Problem.lastSystemCall("let \(bubblewrap) run as root") }
    return ForbiddenNamespaces(launcher: launcher, bubblewrap: bubblewrap)
  }

  private static func clean(_ holder: TestProcess, _ directory: FilePath) async throws {
    holder.signal(SIGKILL)
    _ = await holder.finish()
    try await DirectoryRemoval.remove(directory)
  }
}
