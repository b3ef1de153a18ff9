import Glibc
import RoostModel
import RoostSystem

extension MachineProbe {
  /// Where programs of a machine are, for those whose own search path is not known.
  package static let standardSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// The machine this process runs on.
  package static func machine(searchPath: String = standardSearchPath) -> MachineProbe {
    let manager = PackageManagers.detect(on: .detect(), searchPath: searchPath).first
    let query = manager.flatMap { PackageDatabase($0) }
    return MachineProbe(
      manager: manager,
      packages: { (names) async throws(Problem) in try await query?.installed(names) ?? [:] },
      ports: { ports in await BlockingWork.run { PortHolder.find(Set(ports)) } },
      files: { (paths) async throws(Problem) in
        var found: [FoundFile] = []
        for path in paths where MachineProbe.exists(path) {
          found.append(FoundFile(path: path, package: try await query?.owner(of: path)))
        }
        return found
      },
      services: { (units) async throws(Problem) in
        guard access("/run/systemd/system", F_OK) == 0 else { return [] }
        return try await UnitQuery().found(units)
      },
      programs: { names in names.filter { RequiredTool.isPresent($0, searchPath: searchPath) } })
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
