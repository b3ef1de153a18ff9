import RoostModel

/// What answers on one host: the mount with the longest path that begins a request's, segment by segment.
final class HostPaths: Sendable {
  private let everything: Mount?
  private let below: ByteTable<Mount>
  /// Segments of the longest key.
  private let depth: Int

  /// A path that comes twice keeps its first mount.
  init(_ mounts: [Mount]) {
    everything = mounts.first { $0.path.path.isEmpty }
    let others = mounts.filter { !$0.path.path.isEmpty }
    below = ByteTable(others.map { (key: Array($0.path.path.utf8), value: $0) })
    depth = others.map { $0.path.path.utf8.count { $0 == UInt8(ascii: "/") } }.max() ?? 0
  }

  @inline(__always)
  func mount(_ path: Span, in bytes: Bytes) -> Mount? {
    var best = everything
    var hash = ByteHash()
    var index = path.start
    var segments = 0
    let limit = min(path.end, path.start + below.longestKey)
    while segments < depth, index < limit {
      hash.take(bytes[index])
      index += 1
      while index < path.end, bytes[index] != UInt8(ascii: "/") {
        guard index < limit else { return best }
        hash.take(bytes[index])
        index += 1
      }
      segments += 1
      let key = Span(start: path.start, end: index)
      if let mount = below.find(key, hash: hash, ignoresCase: false, in: bytes) { best = mount }
    }
    return best
  }
}
