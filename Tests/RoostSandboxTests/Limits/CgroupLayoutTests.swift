import RoostSystem
import SystemPackage
import Testing

/// Mount tables of machines with each kind of control groups.
struct CgroupLayoutTests {
  @Test func version2Alone() {
    let layout = CgroupLayout(
      mountinfo: "30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n",
      membership: "0::/system.slice/roost.service\n")
    #expect(layout.kind == .unified)
    #expect(layout.unified == "/sys/fs/cgroup")
    #expect(layout.ownGroup == "/system.slice/roost.service")
  }

  @Test func hybrid() {
    let layout = CgroupLayout(
      mountinfo: """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """, membership: "4:memory:/x\n0::/\n")
    #expect(layout.kind == .hybrid)
    #expect(layout.legacy == [.cpu: "/sys/fs/cgroup/cpu,cpuacct", .memory: "/sys/fs/cgroup/memory"])
    #expect(layout.unified == "/sys/fs/cgroup/unified")
  }

  @Test func version1AndNothing() {
    let legacy = CgroupLayout(mountinfo: "1 2 0:3 / /cg\\040roups/pids rw - cgroup none rw,pids", membership: "")
    #expect(legacy.kind == .legacy)
    #expect(legacy.legacy[.pids] == "/cg roups/pids")
    #expect(CgroupLayout(mountinfo: "", membership: "").kind == .none)
    #expect(CgroupLayout(mountinfo: "- - -\nnonsense\n1 2 3 -", membership: "\n::").kind == .none)
  }

  @Test func thisMachineIsRead() {
    #expect(CgroupLayout.detect() == CgroupLayout.detect())
  }
}
