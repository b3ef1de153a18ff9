import RoostAgentProtocol

/// Which ports are known to be open. Pure.
struct PortTable {
  private struct Place: Hashable {
    var port: UInt16
    var address: [UInt8]
  }

  private var open: [Place: PortRecord] = [:]

  /// Where Docker puts its own name server into a container's network: no program of the environment's.
  private static let engineResolver: [UInt8] = [127, 0, 0, 11]

  struct Changes: Equatable {
    var opened: [PortRecord] = []
    var closed: [PortRecord] = []
  }

  /// Takes note of what is open now. A port that stays open keeps the process it opened with.
  mutating func update(_ present: [PortRecord]) -> Changes {
    var now: [Place: PortRecord] = [:]
    for record in present where record.address != PortTable.engineResolver {
      let place = Place(port: record.port, address: record.address)
      now[place] = open[place] ?? now[place] ?? record
    }
    let changes = Changes(
      opened: now.filter { open[$0.key] == nil }.values.sorted(by: PortTable.precedes),
      closed: open.filter { now[$0.key] == nil }.values.sorted(by: PortTable.precedes))
    open = now
    return changes
  }

  var records: [PortRecord] { open.values.sorted(by: PortTable.precedes) }

  /// Addresses on which a port can be reached from inside: loopback before others, IPv4 before IPv6. A socket bound to every
  /// address of IPv6 mostly takes IPv4 too, which is all there is where a container engine has switched IPv6 off.
  func addresses(of port: UInt16) -> [[UInt8]] {
    let found = records.filter { $0.port == port }.map(\.address)
    let named = found.map { PortTable.reachable($0) }.sorted { PortTable.rank($0) < PortTable.rank($1) }
    let takesBoth = found.contains { $0.count == 16 && $0.allSatisfy { $0 == 0 } }
    return takesBoth ? named + [[127, 0, 0, 1]] : named
  }

  /// A socket bound to every address is reached over loopback.
  private static func reachable(_ address: [UInt8]) -> [UInt8] {
    guard address.allSatisfy({ $0 == 0 }) else { return address }
    return address.count == 4 ? [127, 0, 0, 1] : [UInt8](repeating: 0, count: 15) + [1]
  }

  private static func rank(_ address: [UInt8]) -> Int {
    let isLoopback = address.count == 4 ? address[0] == 127 : address.dropLast().allSatisfy { $0 == 0 }
    return (isLoopback ? 0 : 2) + (address.count == 4 ? 0 : 1)
  }

  private static func precedes(_ left: PortRecord, _ right: PortRecord) -> Bool {
    if left.port != right.port { return left.port < right.port }
    if left.address.count != right.address.count { return left.address.count < right.address.count }
    return left.address.lexicographicallyPrecedes(right.address)
  }
}
