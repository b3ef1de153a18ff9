import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage

/// Layers for images of the tests: a busybox that stands alone, and small trees over it.
struct TestLayers {
  let home: FilePath

  static func with(_ body: (TestLayers) async throws -> Void) async throws {
    try await ScratchDirectory.with("test-layers", below: "/var/tmp") { try await body(TestLayers(home: $0)) }
  }

  /// A base of one program.
  func base() async throws -> FilePath {
    let base = home.appending("base")
    for directory in ["bin", "etc"] { try DirectoryCreation.ensure(base.appending(directory)) }
    try await ExternalCommand("cp", ["/bin/busybox", base.appending("bin/busybox").string]).succeed()
    for name in TestLayers.programs {
      guard symlink("busybox", base.appending("bin").appending(name).string) == 0 else {
        throw Problem.lastSystemCall("link \(name)")
      }
    }
    try write("root:x:0:0:root:/root:/bin/sh\n", to: "base/etc/passwd")
    try write("root:x:0:\n", to: "base/etc/group")
    return base
  }

  private static let programs = [
    "sh", "cat", "echo", "env", "head", "httpd", "id", "ip", "kill", "ls", "mkdir", "nc", "ps", "rm", "seq", "setsid", "sleep",
    "stat", "stty",
    "tail", "test", "touch", "timeout", "true", "tr", "wget", "yes", "dd", "find", "sort", "pwd", "date", "readlink", "md5sum",
  ]

  /// A file below the home, with its directories.
  func write(_ text: String, to path: String) throws {
    let file = home.appending(path)
    try DirectoryCreation.ensure(file.removingLastComponent())
    try AtomicFile.write(Array(text.utf8), to: file)
  }

  /// What the kernel's overlay leaves where something was removed.
  func whiteout(_ path: String) throws {
    let file = home.appending(path)
    try DirectoryCreation.ensure(file.removingLastComponent())
    guard mknod(file.string, S_IFCHR, 0) == 0 else { throw Problem.lastSystemCall("make a whiteout") }
  }

  func opaque(_ path: String) async throws {
    try DirectoryCreation.ensure(home.appending(path))
    try await ExternalCommand(
      "python3", ["-c", "import os, sys; os.setxattr(sys.argv[1], 'trusted.overlay.opaque', b'y')", home.appending(path).string]
    ).succeed()
  }
}
