import Foundation
import RoostAgentProtocol

/// A root file system for tests: the one that `ROOST_TEST_BASE` names, or the host's programs.
struct TestStack {
  var layers: [String]
  var mounts: [BootMount]

  init(in directory: String) throws {
    if let base = ProcessInfo.processInfo.environment["ROOST_TEST_BASE"] {
      (layers, mounts) = ([base], [])
      return
    }
    let root = directory + "/base"
    let files = FileManager.default
    for name in ["usr", "etc", "var", "root"] {
      try files.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    for name in ["bin", "sbin", "lib", "lib64"] where files.fileExists(atPath: "/usr/" + name) {
      try files.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "usr/" + name)
    }
    try "root:*:1::::::\n".write(toFile: root + "/etc/shadow", atomically: false, encoding: .utf8)
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: root + "/etc/shadow")
    layers = [root]
    mounts = [BootMount(source: "/usr", target: "/usr", isReadOnly: true)]
  }
}
