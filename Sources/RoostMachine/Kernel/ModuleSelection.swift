import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// The few modules of a kernel package that machines need, copied out uncompressed, with lists of the order of loading.
struct ModuleSelection: Sendable {
  /// The package, taken apart.
  let tree: FilePath

  /// What each list is for. What one of them needs comes along.
  private static let wanted: [(list: MachinePlaces.ModuleList, modules: [String])] = [
    (.base, ["virtio_pci", "virtio_blk", "virtio_console", "crc32c_generic", "erofs", "ext4", "overlay", "tcp_diag"]),
    (.network, ["virtio_net"]),
    (.shares, ["9p", "9pnet_virtio"]),
  ]
  private static let moduleLimit = 32 << 20

  func copy(to directory: FilePath) async throws(Problem) {
    let files = try await BlockingWork.run { () throws(Problem) -> (modules: [String: FilePath], builtin: Set<String>) in
      try self.files()
    }
    var graph = ModuleGraph(builtin: files.builtin)
    for name in ModuleSelection.wanted.flatMap(\.modules) {
      try await add(name, files.modules, to: &graph, copyTo: directory)
    }
    for (list, modules) in ModuleSelection.wanted {
      let text = graph.order(of: modules).map { $0 + ".ko\n" }.joined()
      let place = directory.appending("\(list.rawValue).list")
      try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(Array(text.utf8), to: place) }
    }
  }

  /// With all it needs, however deep.
  private func add(
    _ first: String, _ files: [String: FilePath], to graph: inout ModuleGraph, copyTo directory: FilePath
  ) async throws(Problem) {
    var waiting = [first]
    while let name = waiting.popLast() {
      if graph.has(name) { continue }
      guard let file = files[name] else {
        throw Problem(
          .strategyUnavailable, "the kernel has no module \(name), which virtual machines need",
          hint: "report this with the kernel's version: apt-cache policy \(KernelStore.packages[0])")
      }
      let needs = try await copy(file, to: directory.appending(name + ".ko"))
      graph.add(name, needs: needs)
      waiting += needs
    }
  }

  /// Returns what it needs.
  private func copy(_ file: FilePath, to place: FilePath) async throws(Problem) -> [String] {
    var plain = file
    if let tool = ["xz": "xz", "zst": "zstd"][file.extension ?? ""] {
      try await ExternalCommand(tool, ["--decompress", "--quiet", file.string]).succeed()
      plain = file.removingLastComponent().appending(file.stem ?? "")
    }
    let source = plain
    return try await BlockingWork.run { () throws(Problem) in
      let bytes = try SmallFile.read(source, limit: ModuleSelection.moduleLimit) ?? []
      try AtomicFile.write(bytes, to: place)
      return ModuleGraph.needs(in: bytes)
    }
  }

  /// Blocking.
  private func files() throws(Problem) -> (modules: [String: FilePath], builtin: Set<String>) {
    let root = try versionDirectory()
    var modules: [String: FilePath] = [:]
    try TreeWalk.walk(root) { (node) throws(Problem) in
      let name = String(decoding: node.name, as: UTF8.self)
      guard node.kind == .file, name.contains(".ko") else { return }
      modules[ModuleGraph.name(ofFile: name)] = root.appending(node.path)
    }
    let text = try SmallFile.read(root.appending("modules.builtin"), limit: 1 << 20) ?? []
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    return (modules, Set(lines.map { ModuleGraph.name(ofFile: String($0.split(separator: "/").last ?? "")) }))
  }

  private func versionDirectory() throws(Problem) -> FilePath {
    for place in ["lib/modules", "usr/lib/modules"] {
      let directory = tree.appending(place)
      if let version = try? DirectoryListing.names(in: directory).first { return directory.appending(version) }
    }
    throw Problem(
      .strategyUnavailable, "the kernel package holds no modules",
      hint: "report this with the kernel's version: apt-cache policy \(KernelStore.packages[0])")
  }
}
