import RoostModel
import RoostSystem
import SystemPackage

/// The control groups of an environment on a host, as on this machine: what has to be made and written there. Pure.
struct FarGroups: Equatable, Sendable {
  private static let name = "roost"

  private(set) var steps: [FarStep] = []
  private(set) var membership = CgroupMembership()

  /// Refuses limits that the host has no controller for. Without root there are neither groups nor limits.
  init(_ id: EnvironmentID, _ limits: ResourceLimits, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    guard facts.isRoot else {
      // Time is kept by the agent.
      guard limits == ResourceLimits(seconds: limits.seconds) else {
        throw Problem(
          .limitUnsupported, "without root on \(address), limits are not kept",
          hint: "log in as root there, or take `limits` out of roost.yml")
      }
      return
    }
    try LimitsDriver(layout: facts.cgroups).verify(limits)
    for controller in CgroupController.allCases { addLegacy(controller, id, limits, facts.cgroups) }
    addUnified(id, limits, facts.cgroups)
  }

  var directories: [String] { membership.directories.map(\.string) }

  private mutating func addLegacy(
    _ controller: CgroupController, _ id: EnvironmentID, _ limits: ResourceLimits, _ layout: CgroupLayout
  ) {
    let settings = limits.settings(of: controller, unified: false)
    guard let mount = layout.legacy[controller], !settings.isEmpty else { return }
    let directory = mount.appending(FarGroups.name).appending(id.text)
    add(directory, settings)
    membership.legacy[controller] = directory
  }

  private mutating func addUnified(_ id: EnvironmentID, _ limits: ResourceLimits, _ layout: CgroupLayout) {
    guard let top = layout.unified else { return }
    let wanted = CgroupController.allCases.filter {
      layout.legacy[$0] == nil && !limits.settings(of: $0, unified: true).isEmpty
    }
    let groups = top.appending(FarGroups.name)
    steps.append(FarStep(kind: .group, path: groups.string))
    for place in [top, groups] {
      steps += wanted.map {
        FarStep(kind: .write, path: place.appending("cgroup.subtree_control").string, value: "+\($0.rawValue)")
      }
    }
    let directory = groups.appending(id.text)
    add(directory, wanted.flatMap { limits.settings(of: $0, unified: true) })
    membership.unified = directory
    membership.unifiedControllers = Set(wanted)
  }

  private mutating func add(_ directory: FilePath, _ settings: [LimitSetting]) {
    steps.append(FarStep(kind: .group, path: directory.string))
    steps += settings.map { setting in
      FarStep(
        kind: setting.isOptional ? .optional : .write, path: directory.appending(setting.file).string, value: setting.value)
    }
  }
}
