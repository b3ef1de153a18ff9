import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What an agent is told that builds nothing around itself. Pure.
struct ProcessPlan {
  var spec: EnvironmentSpec
  var directory: EnvironmentDirectory
  var membership: CgroupMembership
  var programs: LayerPrograms
  /// Who the processes are.
  var user: UInt32
  /// Of the host.
  var searchPath: String

  func bootSpec() throws(Problem) -> BootSpec {
    let paths = PathMap(root: directory.files)
    var boot = BootSpec(directory: directory.path.string, enclosure: .sharedNetwork, user: user, group: user)
    boot.limits.unifiedGroup = membership.unified?.string
    boot.limits.processLists = membership.processLists.map(\.string)
    boot.limits.memoryEvents = membership.memoryEvents?.string
    boot.workingDirectory = try paths.outside(spec.workingDirectory)
    boot.variables = variables(home: boot.workingDirectory)
    return boot
  }

  private func variables(home: String) -> [String] {
    var all = ["HOME": home, "LANG": "C.UTF-8", "SHELL": "/bin/sh", "TMPDIR": directory.files.appending("tmp").string]
    if !programs.libraries.isEmpty { all["LD_LIBRARY_PATH"] = programs.libraries.joined(separator: ":") }
    for (name, value) in spec.variables { all[name] = programs.outside(value) }
    all["PATH"] = (programs.programs + [searchPath]).joined(separator: ":")
    all[Inhabitants.mark] = spec.id.text
    return all.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
