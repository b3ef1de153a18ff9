import RoostCatalog
import RoostModel
import SystemPackage

extension Installer {
  /// A runtime as the machine itself has it, however it came there: its programs are found and pass the entry's verify
  /// commands. `nil` otherwise. What was found is remembered until a program or package changes.
  func presence(of entry: CatalogueEntry) async throws(Problem) -> RuntimePresence? {
    let memory = HostMemory(file: store.paths.home.appending("store").appending("host").appending("seen.json"))
    let detector = HostDetector(root: .machine, searchPath: options.searchPath, memory: memory)
    guard let found = try await detector.find(entry) else { return nil }
    return RuntimePresence(runtime: entry.id, version: found.version, scope: .host, path: found.path)
  }
}
