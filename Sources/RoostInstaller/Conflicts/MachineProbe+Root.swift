import RoostModel
import RoostSystem
import SystemPackage

extension MachineProbe {
  /// Another root directory, in which nothing runs: its packages, files, programs and the units that will start with it.
  static func root(_ root: HostRoot, manager: PackageManagerKind?) -> MachineProbe {
    let query = manager.flatMap { PackageDatabase($0, root: root) }
    return MachineProbe(
      manager: manager,
      packages: { (names) async throws(Problem) in try await query?.installed(names) ?? [:] },
      ports: { _ in [] },
      files: { (paths) async throws(Problem) in
        var found: [FoundFile] = []
        for path in paths where SmallLook.exists(root.outside(path)) {
          found.append(FoundFile(path: path, package: try await query?.owner(of: path)))
        }
        return found
      },
      services: { (units) async throws(Problem) in
        try await BlockingWork.run { () throws(Problem) in try EnabledUnits(root: root).found(units) }
      },
      programs: { names in names.filter { HostProgram.find($0, in: root, searchPath: HostRoot.searchPath) != nil } })
  }
}
