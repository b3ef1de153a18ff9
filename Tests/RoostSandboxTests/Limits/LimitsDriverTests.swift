import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// The driver over a directory tree that looks like version 2 alone.
struct LimitsDriverTests {
  private static let name = "0123456789abcdef"
  private static let limits = ResourceLimits(memory: .mebibytes(128), cpus: 1.5, processes: 50)

  @Test func version2GetsEveryLimit() throws {
    try FakeCgroups.with { fake in
      try fake.addGroup("roost/\(Self.name)")
      let membership = try fake.driver().create(Self.name, Self.limits)
      let group = fake.root.appending("roost/\(Self.name)")
      #expect(membership.unified == group)
      #expect(membership.unifiedControllers == [.memory, .cpu, .pids])
      #expect(membership.taskLists.isEmpty)
      #expect(membership.memoryEvents == group.appending("memory.events"))
      #expect(try TestFile.text(group.appending("memory.max")) == "134217728")
      #expect(try TestFile.text(group.appending("memory.swap.max")) == "0")
      #expect(try TestFile.text(group.appending("cpu.max")) == "150000 100000")
      // One more than asked for: the agent.
      #expect(try TestFile.text(group.appending("pids.max")) == "51")
      #expect(try TestFile.text(fake.root.appending("roost/cgroup.subtree_control")).hasPrefix("+"))
    }
  }

  @Test func aControllerThatIsMissingRefusesTheLimit() throws {
    try FakeCgroups.with { fake in
      let driver = fake.driver(offering: ["memory", "pids"])
      let problem = #expect(throws: Problem.self) { try driver.verify(ResourceLimits(cpus: 1)) }
      #expect(problem?.code == .limitUnsupported)
      #expect(problem?.message.contains("CPU") == true && problem?.hint.isEmpty == false)
      try driver.verify(ResourceLimits(memory: .mebibytes(64), processes: 5))
    }
  }

  @Test func withoutControlGroupsOnlyLimitsAreRefused() throws {
    let driver = LimitsDriver(layout: CgroupLayout())
    #expect(try driver.create(Self.name, ResourceLimits()).directories.isEmpty)
    let problem = #expect(throws: Problem.self) { _ = try driver.create(Self.name, Self.limits) }
    #expect(problem?.code == .limitUnsupported)
  }

  @Test func aGroupThatCannotBeMadeRefusesTheLimitAndLeavesNothing() throws {
    try FakeCgroups.with { fake in
      // The controllers are offered, but the files to switch them on are not there.
      try FileManager.default.removeItem(atPath: fake.root.appending("cgroup.subtree_control").string)
      let problem = #expect(throws: Problem.self) { _ = try fake.driver().create(Self.name, Self.limits) }
      #expect(problem?.code == .limitUnsupported && problem?.cause != nil)
      #expect(!FileManager.default.fileExists(atPath: fake.root.appending("roost/\(Self.name)").string))
    }
  }

  @Test func aDelegatedGroupIsUsedWhereTheTopIsClosed() throws {
    try FakeCgroups.with { fake in
      try FileManager.default.removeItem(atPath: fake.root.appending("cgroup.subtree_control").string)
      try fake.addGroup("user.slice/roost.scope")
      try fake.addGroup("user.slice/roost.scope/roost")
      try fake.addGroup("user.slice/roost.scope/roost/\(Self.name)")
      var layout = fake.layout()
      layout.ownGroup = "/user.slice/roost.scope/roost-daemon"
      let membership = try LimitsDriver(layout: layout).create(Self.name, Self.limits)
      #expect(membership.unified == fake.root.appending("user.slice/roost.scope/roost/\(Self.name)"))
      #expect(LimitsDriver(layout: layout).existing(Self.name).unified == membership.unified)
    }
  }

  @Test func version1KeepsWhatItHas() throws {
    try FakeCgroups.with { fake in
      var layout = CgroupLayout()
      for controller in CgroupController.allCases { layout.legacy[controller] = fake.root.appending(controller.rawValue) }
      for (controller, files) in FakeCgroups.legacyFiles { try fake.add("\(controller)/roost/\(Self.name)", files) }
      let membership = try LimitsDriver(layout: layout).create(Self.name, Self.limits)
      #expect(membership.unified == nil && membership.legacy.count == 3)
      let cpu = fake.root.appending("cpu/roost/\(Self.name)")
      #expect(try TestFile.text(cpu.appending("cpu.cfs_quota_us")) == "150000")
      #expect(membership.taskLists.contains(cpu.appending("tasks")))
      #expect(membership.memoryEvents == fake.root.appending("memory/roost/\(Self.name)/memory.oom_control"))
    }
  }
}
