import Foundation
import RoostAgentProtocol
import Testing

@Suite("limits", .serialized, .enabled(if: geteuid() == 0 && TestGroup.exists("memory"), "needs root and groups"))
struct LimitTestsSerial {
  @Test func memoryLimitIsToldApart() throws {
    let group = try TestGroup("memory")
    defer { group.remove() }
    try group.set(group.isUnified ? "memory.max" : "memory.limit_in_bytes", "\(48 << 20)")
    try Sandbox.with { spec in
      enter(group, &spec)
      spec.limits.memoryEvents = group.path + (group.isUnified ? "/memory.events" : "/memory.oom_control")
    } _: { sandbox in
      let client = try sandbox.connect()
      let greedy = ["perl", "-e", "my @a; push @a, 'x' x 1048576 for 1..500;"]
      #expect(try client.run(greedy).reason == .outOfMemory)
      let innocent = try client.start("sleep 50")
      _ = try sandbox.run("true")
      #expect(try client.call(.signal(process: innocent, signal: SIGKILL)) == .done)
      #expect(try client.exit(of: innocent) == .signaled(SIGKILL))
      #expect(sandbox.isAlive)
    }
  }

  @Test func processLimitRefusesToStart() throws {
    let group = try TestGroup("pids")
    defer { group.remove() }
    try group.set("pids.max", "3")
    try Sandbox.with { spec in
      enter(group, &spec)
    } _: { sandbox in
      let client = try sandbox.connect()
      for _ in 1...2 { _ = try client.start("exec sleep 50") }
      let refused = AgentMessage.refused(SpawnFailure(stage: .fork, errno: EAGAIN))
      #expect(try client.call(.spawn(SpawnRequest(arguments: ["true"]))) == refused)
    }
  }

  @Test(
    .enabled(if: access("/sys/fs/cgroup/unified/cgroup.procs", W_OK) == 0 || access("/sys/fs/cgroup/cgroup.procs", W_OK) == 0))
  func isBornInAUnifiedGroup() throws {
    let root = access("/sys/fs/cgroup/unified/cgroup.procs", W_OK) == 0 ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup"
    let name = "roost-test-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: false)
    defer { try? eventually("the group is empty") { rmdir("\(root)/\(name)") == 0 } }
    try Sandbox.with { spec in
      spec.limits.unifiedGroup = "\(root)/\(name)"
    } _: { sandbox in
      let groups = try String(contentsOfFile: "/proc/\(sandbox.pid)/cgroup", encoding: .utf8)
      #expect(groups.contains("0::/\(name)\n"))
      #expect(try sandbox.run("grep ^0:: /proc/self/cgroup").output == "0::/\n")
    }
  }

  private func enter(_ group: TestGroup, _ spec: inout BootSpec) {
    if group.isUnified {
      spec.limits.unifiedGroup = group.path
    } else {
      spec.limits.taskLists = [group.path + "/tasks"]
    }
  }
}
