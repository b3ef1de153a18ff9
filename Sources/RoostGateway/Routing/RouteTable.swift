import RoostModel

/// All routes at one moment. Immutable; requests in flight keep the mount they began with.
///
/// A host is looked up whole, then with a star for its first label; its paths, or those of the gateway's own host when it
/// is nobody's, decide the rest. A place that two routes name is the first one's.
final class RouteTable: Sendable {
  /// Counts changes; a table with the current number is the current one.
  let generation: Int
  /// Who has which place.
  let owners: [RoutePlace.Key: AppName]
  private let hosts: ByteTable<HostPaths>
  private let wildcards: ByteTable<HostPaths>
  private let own: HostPaths
  /// `.localhost` and the like: a name before one of them that is no app's is an app that is not there.
  private let suffixes: [[UInt8]]

  init(generation: Int, routes: [Route], domains: [String]) {
    self.generation = generation
    suffixes = domains.map { Array(".\($0)".utf8) }
    var owners: [RoutePlace.Key: AppName] = [:]
    var mounts: [RouteHost?: [Mount]] = [:]
    for route in routes {
      for place in route.settings.places(of: route.name, domains: domains) where owners[place.key] == nil {
        owners[place.key] = route.name
        mounts[place.host, default: []].append(Mount(route, at: place.path))
      }
    }
    self.owners = owners
    own = HostPaths(mounts[nil] ?? [])
    let named = mounts.compactMap { host, mounts in host.map { (host: $0, paths: HostPaths(mounts)) } }
    hosts = ByteTable(named.filter { !$0.host.isWildcard }.map { (key: Array($0.host.description.utf8), value: $0.paths) })
    wildcards = ByteTable(
      named.filter(\.host.isWildcard).map { (key: Array($0.host.description.utf8.dropFirst()), value: $0.paths) })
  }

  @inline(__always)
  func match(_ head: RequestHead, _ bytes: Bytes) -> RouteMatch {
    guard let paths = paths(of: head.host, bytes) else { return ownMatch(head.path, isAppHost(head.host, bytes), bytes) }
    guard let mount = paths.mount(head.path, in: bytes) else { return .nothingHere }
    return mount.lacksSlash(head.path) ? .addSlash(mount) : .route(mount)
  }

  @inline(__always)
  private func ownMatch(_ path: Span, _ isAppHost: Bool, _ bytes: Bytes) -> RouteMatch {
    if isAppHost { return .unknownApp }
    let isAppPath = path.count > 5 && path.begins(with: "/app/", in: bytes)
    if let mount = own.mount(path, in: bytes), !isAppPath || !mount.path.path.isEmpty {
      return mount.lacksSlash(path) ? .addSlash(mount) : .route(mount)
    }
    if isAppPath { return .unknownApp }
    return path.count <= 1 ? .landing : .nothingHere
  }

  /// Who answers at a path of the gateway's own host.
  func ownMount(_ path: String) -> Mount? {
    Array(path.utf8).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { own.mount(Span(start: 0, end: bytes.count), in: $0) }
    }
  }

  /// `nil` when the host is nobody's.
  @inline(__always)
  private func paths(of host: Span, _ bytes: Bytes) -> HostPaths? {
    guard !host.isEmpty else { return nil }
    let name = HostRules.name(of: host, in: bytes)
    if !hosts.isEmpty, let paths = find(name, in: hosts, bytes) { return paths }
    guard !wildcards.isEmpty else { return nil }
    var rest = name
    while rest.start < rest.end, bytes[rest.start] != UInt8(ascii: ".") { rest.start += 1 }
    return rest.start > name.start ? find(rest, in: wildcards, bytes) : nil
  }

  @inline(__always)
  private func find(_ name: Span, in table: ByteTable<HostPaths>, _ bytes: Bytes) -> HostPaths? {
    guard name.count <= table.longestKey else { return nil }
    var hash = ByteHash()
    for index in name.start..<name.end { hash.take(lowercased(bytes[index])) }
    return table.find(name, hash: hash, ignoresCase: true, in: bytes)
  }

  /// `shop.localhost:8080`
  @inline(__always)
  private func isAppHost(_ host: Span, _ bytes: Bytes) -> Bool {
    guard !host.isEmpty else { return false }
    let name = HostRules.name(of: host, in: bytes)
    return suffixes.contains { suffix in
      let start = name.end - suffix.count
      return start > name.start && suffix.indices.allSatisfy { lowercased(bytes[start + $0]) == suffix[$0] }
    }
  }
}
