import Glibc
import RoostAgentProtocol

/// The one user and group that exist in a user namespace: the caller's own, under the same numbers.
struct IdentityMap {
  var user: UInt32
  var group: UInt32

  func write(for pid: Int32) throws(BootFailure) {
    try write("deny", to: "/proc/\(pid)/setgroups")
    try write("\(user) \(user) 1", to: "/proc/\(pid)/uid_map")
    try write("\(group) \(group) 1", to: "/proc/\(pid)/gid_map")
  }

  private func write(_ text: String, to path: String) throws(BootFailure) {
    try BootFailure.at(.identity, "writing \(path)") { () throws(SystemFailure) in
      try Descriptor.open(path, O_WRONLY).writeAll(Array(text.utf8))
    }
  }
}
