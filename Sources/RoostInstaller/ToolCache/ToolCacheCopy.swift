import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The making of one version in a tool cache: a copy, as what the actions install afterwards (`npm -g`, `pip`, `gem`) is written
/// into it, and a layer is never changed. On file systems that share blocks it takes no room.
struct ToolCacheCopy: Sendable {
  let tool: ToolCacheTool
  let layer: InstalledLayer
  let source: ToolCacheSource
  /// The cache.
  let cache: FilePath
  /// `.../node/24.19.0/x64`.
  let destination: FilePath

  static let stagingPrefix = ".roost-"

  /// Beside the directory: without it the actions do not see the version. It holds the layer's name.
  var marker: FilePath { FilePath(destination.string + ".complete") }

  /// Whether the version is there, of this very layer. Blocking.
  func isThere() throws(Problem) -> Bool { try owner() == layer.name && FilePlace.of(destination) == .directory }

  /// Whether somebody else put the version there. Blocking.
  func isForeign() throws(Problem) -> Bool {
    guard FilePlace.of(marker) != .nothing else { return false }
    return try owner().map { !$0.hasPrefix("\(layer.runtime)-\(layer.version)-") } ?? true
  }

  private func owner() throws(Problem) -> String? {
    guard let bytes = try SmallFile.read(marker, limit: 4096), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  func make() async throws(Problem) {
    let staging = cache.appending(ToolCacheCopy.stagingPrefix + String(UInt64.random(in: .min ... .max), radix: 36))
    do throws(Problem) {
      try await fill(staging)
      try await publish(staging)
    } catch {
      try await DirectoryRemoval.remove(staging)
      throw error
    }
  }

  private func fill(_ staging: FilePath) async throws(Problem) {
    let root = FilePath(layer.tree).appending(source.root)
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(staging) }
    for part in source.parts.isEmpty ? ["."] : source.parts {
      let from = root.appending(part)
      guard FilePlace.of(from) == .directory else { continue }
      let target = part == "." ? staging : staging.appending(part)
      try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(target.removingLastComponent()) }
      try await ExternalCommand("cp", ["-a", "--reflink=auto", "-T", from.string, target.string]).succeed()
    }
    let fitting = ToolCacheFitting(copy: self, staging: staging)
    for link in try await BlockingWork.run({ () throws(Problem) in try fitting.strayLinks() }) {
      try await ExternalCommand("cp", ["-a", "-L", "-T", "--remove-destination", link.target.string, link.path.string]).succeed()
    }
    try await BlockingWork.run { () throws(Problem) in try fitting.fit() }
    guard geteuid() == 0 else { return }
    try await ExternalCommand("chown", ["-R", "-h", "--reference=\(cache)", staging.string]).succeed()
  }

  private func publish(_ staging: FilePath) async throws(Problem) {
    let (marker, destination, name) = (marker, destination, layer.name)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(destination.removingLastComponent())
      guard unlink(marker.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(marker)") }
      try DirectoryRemoval.removeNow(destination)
      guard rename(staging.string, destination.string) == 0 else { throw Problem.lastSystemCall("publish \(destination)") }
      try AtomicFile.write(Array("\(name)\n".utf8), to: marker)
    }
  }
}
