import Foundation
import Glibc
import RoostModel
import RoostSystem
package import SystemPackage

/// A root file system of one program, which is all the usual ones.
package enum TestLayer {
  private static let programs = [
    "sh", "ls", "cat", "echo", "sleep", "id", "env", "nc", "head", "tr", "seq", "wc", "kill", "stat", "readlink", "wget", "dd",
    "sha256sum", "true", "rm",
  ]

  package static func make(in directory: FilePath) async throws -> FilePath {
    let layer = directory.appending("layer")
    guard access(layer.string, F_OK) != 0 else { return layer }
    for name in ["bin", "etc", "app", "tmp", "usr/share"] { try DirectoryCreation.ensure(layer.appending(name)) }
    try await ExternalCommand("cp", ["/bin/busybox", layer.appending("bin/busybox").string]).succeed()
    for name in programs {
      try FileManager.default.createSymbolicLink(
        atPath: layer.appending("bin/\(name)").string, withDestinationPath: "busybox")
    }
    try Data("one\n".utf8).write(to: URL(fileURLWithPath: layer.appending("usr/share/it's here").string))
    return layer
  }
}
