package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Lays the installed runtimes out in `directory` (absolute; made when missing) as the `actions/setup-*` family looks for them
  /// in `RUNNER_TOOL_CACHE`: `node/24.19.0/x64`, and `x64.complete` beside it.
  ///
  /// What is there of the same layer stays, as does what somebody else put there. Versions whose runtime was removed meanwhile
  /// stay, too: a job may use them.
  package func linkToolCache(_ directory: String) async throws(Problem) -> [ToolCacheEntry] {
    let cache = FilePath(directory)
    try ToolCachePlace(cache: cache).admit()
    let lock = try await FileLock.acquire(store.paths.lock("toolcache"), within: options.lockLimit)
    defer { lock.release() }
    try await BlockingWork.run { () throws(Problem) in try sweepToolCache(cache) }
    var entries: [ToolCacheEntry] = []
    let place = ToolCachePlace(cache: cache)
    for copy in try await toolCacheCopies(cache) {
      try await BlockingWork.run { () throws(Problem) in try place.admit(below: copy.destination.removingLastComponent()) }
      if try await BlockingWork.run({ () throws(Problem) in try copy.isForeign() }) { continue }
      if try await BlockingWork.run({ () throws(Problem) in try !copy.isThere() }) { try await copy.make() }
      entries.append(entry(of: copy))
    }
    return entries
  }

  /// One for each version; of several builds of it the newest.
  private func toolCacheCopies(_ cache: FilePath) async throws(Problem) -> [ToolCacheCopy] {
    let layers = try await store.scan().layers.sorted { $0.installedAt > $1.installedAt }
    return await BlockingWork.run {
      var copies: [ToolCacheCopy] = []
      for layer in layers {
        guard let tool = ToolCacheTool.of(layer.runtime), let version = ToolCacheVersion.directory(layer.version),
          let source = ToolCacheSource.find(tool, in: FilePath(layer.tree))
        else { continue }
        let place = cache.appending(tool.name).appending(version).appending(ToolCacheVersion.architecture)
        guard !copies.contains(where: { $0.destination == place }) else { continue }
        copies.append(ToolCacheCopy(tool: tool, layer: layer, source: source, cache: cache, destination: place))
      }
      return copies.sorted { $0.destination.string < $1.destination.string }
    }
  }

  private func sweepToolCache(_ cache: FilePath) throws(Problem) {
    try DirectoryCreation.ensure(cache)
    for name in try DirectoryListing.names(in: cache, hidden: true) where name.hasPrefix(ToolCacheCopy.stagingPrefix) {
      try DirectoryRemoval.removeNow(cache.appending(name))
    }
  }

  private func entry(of copy: ToolCacheCopy) -> ToolCacheEntry {
    ToolCacheEntry(
      tool: copy.tool.name, version: copy.destination.removingLastComponent().lastComponent?.string ?? copy.layer.version,
      architecture: ToolCacheVersion.architecture, path: copy.destination.string, layer: copy.layer.name)
  }
}
