package import RoostAgentProtocol
package import RoostModel
package import RoostSystem
import SystemPackage

/// What an agent is told that builds nothing around itself. Pure, but for a look at which variables name files of the layers.
package struct PlainPlan {
  /// Every process of such an environment inherits this variable, with the environment's identifier.
  package static let mark = "ROOST_ENVIRONMENT"
  /// The host's programs, as `PATH` writes it.
  package static let usualSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  var spec: EnvironmentSpec
  var directory: EnvironmentDirectory
  var paths: PathMap
  var membership: CgroupMembership
  var programs: LayerPrograms
  /// Who the processes are.
  var user: UInt32
  /// Of the host.
  var searchPath: String

  package init(
    spec: EnvironmentSpec, directory: EnvironmentDirectory, paths: PathMap, membership: CgroupMembership,
    programs: LayerPrograms, user: UInt32, searchPath: String = usualSearchPath
  ) {
    self.spec = spec
    self.directory = directory
    self.paths = paths
    self.membership = membership
    self.programs = programs
    self.user = user
    self.searchPath = searchPath
  }

  package var bootSpec: BootSpec {
    var boot = BootSpec(directory: directory.path.string, enclosure: .sharedNetwork, user: user, group: user)
    boot.limits.unifiedGroup = membership.unified?.string
    boot.limits.taskLists = membership.taskLists.map(\.string)
    boot.limits.memoryEvents = membership.memoryEvents?.string
    boot.limits.openFiles = spec.limits.openFiles.map { UInt32(clamping: $0) } ?? 0
    boot.workingDirectory = paths.translated(spec.workingDirectory)
    boot.lifetimeMilliseconds = spec.limits.milliseconds
    if let output = spec.output { boot.journal = .holding(output.bytes) }
    boot.variables = variables
    return boot
  }

  private var variables: [String] {
    let temporary = directory.temporary.string
    var all = ["HOME": temporary, "LANG": "C.UTF-8", "SHELL": "/bin/sh"]
    if !programs.libraries.isEmpty { all["LD_LIBRARY_PATH"] = programs.libraries.joined(separator: ":") }
    for (name, value) in spec.variables { all[name] = value == "/tmp" ? temporary : programs.outside(paths.translated(value)) }
    all["TMPDIR"] = temporary
    all["PATH"] = (programs.programs + [searchPath]).joined(separator: ":")
    all[PlainPlan.mark] = spec.id.text
    return all.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
