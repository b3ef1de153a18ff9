import CRoost
import Glibc
import RoostAgentProtocol

/// The control groups that a sandbox is put into, opened before it exists so that a wrong path fails early.
struct ControlGroups {
  /// A cgroup2 directory; the first process is born in it.
  let unified: Descriptor?
  private let taskLists: [(path: String, file: Descriptor)]

  init(_ limits: BootLimits) throws(BootFailure) {
    unified = try limits.unifiedGroup.map { (path) throws(BootFailure) in
      try ControlGroups.open(path, ROOST_O_PATH | O_DIRECTORY)
    }
    var lists: [(String, Descriptor)] = []
    for path in limits.taskLists { lists.append((path, try ControlGroups.open(path, O_WRONLY))) }
    taskLists = lists
  }

  /// Puts this process, which has one thread, into the groups of version 1. Whoever moves but itself needs no lock of the
  /// whole machine (`cgroup_procs_write_start` in the kernel), and does not wait for all processors to let go of it.
  func enter() throws(BootFailure) {
    for list in taskLists {
      try BootFailure.at(.limits, "writing \(list.path)") { () throws(SystemFailure) in
        try list.file.writeAll([UInt8(ascii: "0")])
      }
    }
  }

  private static func open(_ path: String, _ flags: Int32) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.limits, "opening \(path)") { () throws(SystemFailure) in try Descriptor.open(path, flags) }
  }
}
