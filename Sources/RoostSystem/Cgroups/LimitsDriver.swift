package import RoostModel
import SystemPackage

/// Keeps limits by the kernel's control groups, whichever version is mounted. Each environment has a group `roost/<name>`.
///
/// A limit that was asked for and cannot be kept is refused before anything starts; a group that nobody needs and that
/// cannot be made (no root, no control groups) is left out.
package struct LimitsDriver: Sendable {
  package let layout: CgroupLayout

  package init(layout: CgroupLayout = .detect()) { self.layout = layout }

  /// Whether this machine mounts the controller at all.
  package func offers(_ controller: CgroupController) -> Bool {
    layout.legacy[controller] != nil || layout.unifiedControllers.contains(controller.rawValue)
  }

  /// Refuses limits that this machine has no controller for, without making anything.
  package func verify(_ limits: ResourceLimits) throws(Problem) {
    try limits.check()
    let missing = CgroupController.allCases.filter { !offers($0) && !limits.settings(of: $0, unified: true).isEmpty }
    if !missing.isEmpty { throw LimitsDriver.refusal(missing, nil) }
  }

  /// Makes the groups of an environment and sets its limits. On failure nothing of it stays.
  package func create(_ name: String, _ limits: ResourceLimits) throws(Problem) -> CgroupMembership {
    try verify(limits)
    var membership = CgroupMembership()
    do throws(Problem) {
      for controller in CgroupController.allCases { try addLegacy(controller, name, limits, to: &membership) }
      try addUnified(name, limits, to: &membership)
      return membership
    } catch {
      for directory in membership.directories { CgroupRemoval.removeNow(directory) }
      throw error
    }
  }

  /// The groups that exist under this name, made by whichever daemon.
  package func existing(_ name: String) -> CgroupMembership {
    var membership = CgroupMembership()
    for (controller, mount) in layout.legacy {
      let directory = mount.appending(CgroupTree.name).appending(name)
      if KernelFile.exists(directory) { membership.legacy[controller] = directory }
    }
    membership.unified = CgroupTree.candidates(in: layout).map { $0.groups.appending(name) }.first(where: KernelFile.exists)
    if let unified = membership.unified {
      membership.unifiedControllers = Set(
        CgroupController.allCases.filter { KernelFile.exists(unified.appending(LimitsDriver.proof(of: $0))) })
    }
    return membership
  }

  /// Only where there is a limit to keep: entering a version 1 group holds every process of the machine up until they
  /// all have passed a scheduling point, 5 to 20 ms. (Being born in a version 2 group costs nothing.)
  private func addLegacy(
    _ controller: CgroupController, _ name: String, _ limits: ResourceLimits, to membership: inout CgroupMembership
  ) throws(Problem) {
    let settings = limits.settings(of: controller, unified: false)
    guard let mount = layout.legacy[controller], !settings.isEmpty else { return }
    let groups = mount.appending(CgroupTree.name)
    let directory = groups.appending(name)
    do throws(Errno) {
      try CgroupTree.makeDirectory(groups)
      try CgroupTree.makeDirectory(directory)
      membership.legacy[controller] = directory
      try LimitsDriver.apply(settings, to: directory)
    } catch {
      membership.legacy[controller] = nil
      CgroupRemoval.removeNow(directory)
      throw LimitsDriver.refusal([controller], error)
    }
  }

  private func addUnified(
    _ name: String, _ limits: ResourceLimits, to membership: inout CgroupMembership
  ) throws(Problem) {
    let wanted = CgroupController.allCases.filter {
      layout.legacy[$0] == nil && !limits.settings(of: $0, unified: true).isEmpty
    }
    var failure: Errno?
    for tree in CgroupTree.candidates(in: layout) {
      do throws(Errno) {
        return try add(name, limits, wanted, in: tree, to: &membership)
      } catch {
        failure = error
        CgroupRemoval.removeNow(tree.groups.appending(name))
      }
    }
    if !wanted.isEmpty { throw LimitsDriver.refusal(wanted, failure) }
  }

  private func add(
    _ name: String, _ limits: ResourceLimits, _ controllers: [CgroupController], in tree: CgroupTree,
    to membership: inout CgroupMembership
  ) throws(Errno) {
    try tree.prepare(controllers, mayMove: !controllers.isEmpty)
    // Counting memory is welcome where it comes for free.
    let counting = !controllers.contains(.memory) && layout.unifiedControllers.contains("memory")
    let counts = counting && (try? tree.prepare([.memory], mayMove: false)) != nil
    let directory = tree.groups.appending(name)
    try CgroupTree.makeDirectory(directory)
    for controller in controllers { try LimitsDriver.apply(limits.settings(of: controller, unified: true), to: directory) }
    membership.unified = directory
    membership.unifiedControllers = Set(controllers + (counts ? [.memory] : []))
  }

  static func apply(_ settings: [LimitSetting], to directory: FilePath) throws(Errno) {
    for setting in settings {
      do throws(Errno) {
        try KernelFile.write(setting.value, to: directory.appending(setting.file))
      } catch {
        guard setting.isOptional, error == .noSuchFileOrDirectory else { throw error }
      }
    }
  }

  /// A file that is in a group only when the controller is on there.
  private static func proof(of controller: CgroupController) -> String {
    switch controller {
    case .memory: "memory.max"
    case .cpu: "cpu.max"
    case .pids: "pids.max"
    }
  }
}
