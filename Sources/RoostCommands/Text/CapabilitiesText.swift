import RoostModel

/// What a machine can do, as a person reads it.
struct CapabilitiesText {
  let capabilities: Capabilities

  func text(_ style: TextStyle) -> String {
    var fields = FieldList()
    addSystem(to: &fields)
    fields.add("Strategies", capabilities.strategies.map { strategy($0, style) })
    fields.add("Packages", capabilities.packageManagers.map(\.rawValue).joined(separator: ", "))
    fields.add("Home", capabilities.home)
    fields.add("Disk", "\(capabilities.disk.free) free of \(capabilities.disk.total)")
    fields.add("Memory", "\(capabilities.memory.free) free of \(capabilities.memory.total)")
    fields.add("Processors", "\(capabilities.processors)")
    fields.add("Profile", capabilities.profile)
    fields.add("Layers", runtimes(.layer))
    fields.add("On the host", runtimes(.host))
    fields.add("Roost", capabilities.version + (capabilities.isRoot ? ", as root" : ", without root"))
    return CleanText.clean(fields.text(style), colours: style.enabled)
  }

  private func addSystem(to fields: inout FieldList) {
    let system = capabilities.system
    fields.add("System", "\(system.name), \(system.architecture), \(system.libc)")
    fields.add("Kernel", system.kernel)
    fields.add("Container", system.container)
    let limits = capabilities.cgroup.limits ? "limits are kept" : "no limits"
    let controllers = capabilities.cgroup.controllers.joined(separator: " ")
    fields.add("Control groups", "\(capabilities.cgroup.mode), \(limits)\(controllers.isEmpty ? "" : ": \(controllers)")")
  }

  private func strategy(_ report: ProbeReport, _ style: TextStyle) -> String {
    let reason = report.shortcomings.isEmpty ? "" : ": " + report.shortcomings.joined(separator: "; ")
    let name = report.strategy.rawValue
    return report.isUsable ? style.green(name) + reason : style.dim("\(name) no\(reason)")
  }

  private func runtimes(_ scope: InstallScope) -> [String] {
    capabilities.runtimes.filter { $0.scope == scope }.map { runtime in
      let name = runtime.version.isEmpty ? runtime.runtime.text : "\(runtime.runtime) \(runtime.version)"
      return name + (scope == .host ? "  \(runtime.path)" : "")
    }
  }
}
