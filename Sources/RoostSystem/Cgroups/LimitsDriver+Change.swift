import Glibc
package import RoostModel
import SystemPackage

extension LimitsDriver {
  /// Rounds in which processes that were born meanwhile are brought along.
  private static let rounds = 50

  /// Other limits for the groups of an environment that runs. What the kernel cannot take leaves the other limits as they became.
  /// Blocking.
  package func change(_ name: String, to limits: ResourceLimits) throws(Problem) {
    try verify(limits)
    for controller in CgroupController.allCases {
      if let mount = layout.legacy[controller] {
        try changeLegacy(controller, mount.appending(CgroupTree.name), name, limits)
      } else {
        try changeUnified(controller, name, limits)
      }
    }
  }

  private func changeLegacy(
    _ controller: CgroupController, _ groups: FilePath, _ name: String, _ limits: ResourceLimits
  ) throws(Problem) {
    let directory = groups.appending(name)
    let settings = limits.settings(of: controller, unified: false)
    let exists = KernelFile.exists(directory)
    guard exists || !settings.isEmpty else { return }
    do throws(Errno) {
      if exists {
        return try LimitsDriver.write(settings.isEmpty ? LimitsDriver.none(controller, false) : settings, to: directory)
      }
      try CgroupTree.makeDirectory(groups)
      try CgroupTree.makeDirectory(directory)
      try LimitsDriver.write(settings, to: directory)
      try bring(name, into: directory)
    } catch {
      if !exists { CgroupRemoval.removeNow(directory) }
      throw LimitsDriver.refusal([controller], error)
    }
  }

  /// Every process of the environment, those that are born meanwhile too.
  private func bring(_ name: String, into directory: FilePath) throws(Errno) {
    var membership = existing(name)
    membership.legacy = membership.legacy.filter { $0.value != directory }
    var known: Set<Int32> = []
    for _ in 0..<LimitsDriver.rounds {
      let new = membership.processes().filter { !known.contains($0) }
      if new.isEmpty { return }
      for process in new {
        known.insert(process)
        do throws(Errno) {
          try KernelFile.write("\(process)", to: directory.appending("cgroup.procs"))
        } catch {
          // It has ended meanwhile.
          guard error == .noSuchProcess else { throw error }
        }
      }
    }
  }

  private func changeUnified(_ controller: CgroupController, _ name: String, _ limits: ResourceLimits) throws(Problem) {
    let settings = limits.settings(of: controller, unified: true)
    let tree = CgroupTree.candidates(in: layout).first { KernelFile.exists($0.groups.appending(name)) }
    guard let tree else {
      if settings.isEmpty { return }
      throw LimitsDriver.refusal([controller], nil)
    }
    let directory = tree.groups.appending(name)
    do throws(Errno) {
      if settings.isEmpty {
        let none = LimitsDriver.none(controller, true).filter { KernelFile.exists(directory.appending($0.file)) }
        return try LimitsDriver.write(none, to: directory)
      }
      try tree.prepare([controller], mayMove: true)
      try LimitsDriver.write(settings, to: directory)
    } catch {
      throw LimitsDriver.refusal([controller], error)
    }
  }

  /// Of version 1, memory with swap is never less than memory: what is lowered is lowered first, what is raised last.
  private static func write(_ settings: [LimitSetting], to directory: FilePath) throws(Errno) {
    do throws(Errno) {
      try apply(settings, to: directory)
    } catch {
      guard settings.count > 1 else { throw error }
      for setting in settings.reversed() {
        do throws(Errno) {
          try KernelFile.write(setting.value, to: directory.appending(setting.file))
        } catch {
          guard setting.isOptional, error == .noSuchFileOrDirectory else { throw error }
        }
      }
    }
  }

  private static func none(_ controller: CgroupController, _ unified: Bool) -> [LimitSetting] {
    switch (controller, unified) {
    case (.memory, true):
      [LimitSetting(file: "memory.max", value: "max"), LimitSetting(file: "memory.swap.max", value: "max", isOptional: true)]
    case (.memory, false):
      [
        LimitSetting(file: "memory.memsw.limit_in_bytes", value: "-1", isOptional: true),
        LimitSetting(file: "memory.limit_in_bytes", value: "-1"),
      ]
    case (.cpu, true): [LimitSetting(file: "cpu.max", value: "max 100000")]
    case (.cpu, false): [LimitSetting(file: "cpu.cfs_quota_us", value: "-1")]
    case (.pids, _): [LimitSetting(file: "pids.max", value: "max")]
    }
  }
}
