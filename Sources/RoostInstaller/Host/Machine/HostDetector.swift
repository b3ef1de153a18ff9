import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Finds runtimes on the machine: their programs are in the search path and pass the entry's verify commands.
struct HostDetector: Sendable {
  let root: HostRoot
  let searchPath: String
  let memory: HostMemory

  /// `nil` when a program is missing, or what is there does not work.
  func find(_ entry: CatalogueEntry) async throws(Problem) -> HostPresence? {
    guard let (programs, packages) = await BlockingWork.run({ look(entry) }), let first = programs.first else { return nil }
    let name = "\(entry.id) \(root.path)"
    let known = await BlockingWork.run { memory.read()[name] }
    if let known, known.programs == programs, known.packages == packages {
      return HostPresence(runtime: entry.id, version: known.version, path: first.path)
    }
    do throws(Problem) {
      let version = try await HostVerifier(root: root, searchPath: searchPath).verify(entry, known: nil)
      let finding = HostMemory.Finding(version: version, programs: programs, packages: packages)
      try await remember(finding, name)
      return HostPresence(runtime: entry.id, version: version, path: first.path)
    } catch {
      guard error.code == .runtimeVerifyFailed || error.code == .timeout else { throw error }
      return nil
    }
  }

  /// A user who may not write to the home finds the same, only not as fast.
  private func remember(_ finding: HostMemory.Finding, _ name: String) async throws(Problem) {
    do throws(Problem) {
      try await BlockingWork.run { () throws(Problem) in try memory.remember(finding, of: name) }
    } catch {
      guard error.code == .permissionDenied || error.code == .diskFull || geteuid() != 0 else { throw error }
    }
  }

  /// The programs that must be there, and the state of the packages.
  private func look(_ entry: CatalogueEntry) -> ([HostProgram], String)? {
    let needed = HostVerifier.steps(of: entry).compactMap(\.run.first)
    var programs: [HostProgram] = []
    for name in entry.provides {
      if let program = HostProgram.find(name, in: root, searchPath: searchPath) { programs.append(program) }
    }
    for name in needed where !entry.provides.contains(name) {
      guard let program = HostProgram.find(name, in: root, searchPath: searchPath) else { return nil }
      programs.append(program)
    }
    let own = programs.map { FilePath($0.path).lastComponent?.string ?? "" }
    guard !programs.isEmpty, needed.allSatisfy({ $0.hasPrefix("/") || own.contains($0) }) else { return nil }
    return (programs, databaseState())
  }

  private func databaseState() -> String {
    for path in ["var/lib/dpkg/status", "var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages", "lib/apk/db/installed"] {
      var status = stat()
      guard stat(root.outside(path).string, &status) == 0 else { continue }
      return "\(path):\(status.st_ino):\(status.st_size):\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return ""
  }
}
