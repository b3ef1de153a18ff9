import CRoost
import Glibc
import RoostAgentProtocol

/// The control groups that a sandbox is put into, opened before it exists so that a wrong path fails early.
struct ControlGroups {
  /// A cgroup2 directory; the first process is born in it.
  let unified: Descriptor?
  private let processLists: [(path: String, file: Descriptor)]

  init(_ limits: BootLimits) throws(BootFailure) {
    unified = try limits.unifiedGroup.map { (path) throws(BootFailure) in
      try ControlGroups.open(path, ROOST_O_PATH | O_DIRECTORY)
    }
    var lists: [(String, Descriptor)] = []
    for path in limits.processLists { lists.append((path, try ControlGroups.open(path, O_WRONLY))) }
    processLists = lists
  }

  /// Puts a process into the groups of version 1.
  func admit(_ pid: Int32) throws(BootFailure) {
    for list in processLists {
      try BootFailure.at(.limits, "writing \(list.path)") { () throws(SystemFailure) in
        try list.file.writeAll(Array("\(pid)".utf8))
      }
    }
  }

  private static func open(_ path: String, _ flags: Int32) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.limits, "opening \(path)") { () throws(SystemFailure) in try Descriptor.open(path, flags) }
  }
}
