import Foundation
import RoostSystem
import SystemPackage

/// A directory tree with the files of control groups, which remember what was written and keep no limit.
struct FakeCgroups {
  let root: FilePath

  static let legacyFiles: [(String, [String])] = [
    ("memory", ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"]), ("cpu", ["cpu.cfs_period_us", "cpu.cfs_quota_us"]),
    ("pids", ["pids.max"]),
  ]

  static func with(_ body: (FakeCgroups) throws -> Void) throws {
    let fake = FakeCgroups(root: FilePath(NSTemporaryDirectory()).appending("roost-cgroups-\(UInt64.random(in: .min ... .max))"))
    defer { try? FileManager.default.removeItem(atPath: fake.root.string) }
    try fake.add("", ["cgroup.subtree_control", "cgroup.procs"])
    try fake.addGroup("roost")
    try body(fake)
  }

  /// A group with all files of version 2.
  func addGroup(_ name: String) throws {
    try add(name, ["cgroup.subtree_control", "cgroup.procs", "memory.max", "memory.swap.max", "cpu.max", "pids.max"])
  }

  func add(_ group: String, _ files: [String]) throws {
    let directory = group.isEmpty ? root : root.appending(group)
    try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
    for file in files { try Data().write(to: URL(fileURLWithPath: directory.appending(file).string)) }
  }

  func layout(offering controllers: Set<String> = ["memory", "cpu", "pids"]) -> CgroupLayout {
    var layout = CgroupLayout()
    layout.unified = root
    layout.unifiedControllers = controllers
    return layout
  }

  func driver(offering controllers: Set<String> = ["memory", "cpu", "pids"]) -> LimitsDriver {
    LimitsDriver(layout: layout(offering: controllers))
  }
}
