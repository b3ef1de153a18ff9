import CRoost
import RoostAgentProtocol

/// The ports of the place we serve, with the processes that listen on them.
struct PortSource {
  private enum Verdict {
    case ours(PortProcess?)
    case foreign
  }

  private let list: Descriptor
  private let owners: SocketOwners
  /// Others use the same network: what none of ours has open is theirs.
  private let isShared: Bool
  /// Sockets that nobody inside knows of.
  private let hidden: Set<UInt32>
  /// What was found out about each socket that is there.
  private var known: [UInt32: Verdict] = [:]
  private var buffer: [roost_port]

  init(_ list: Descriptor, _ inhabitants: Inhabitants, isShared: Bool, hidden: Set<UInt32>) {
    self.list = list
    self.hidden = hidden
    self.isShared = isShared
    owners = SocketOwners(inhabitants: inhabitants)
    buffer = [roost_port](repeating: roost_port(), count: isShared ? 8192 : 1024)
  }

  /// Nil when the kernel did not answer.
  mutating func look(caller: Int32?) -> [PortRecord]? {
    let count = roost_ports_list(list.number, &buffer, Int32(buffer.count))
    guard count >= 0 else { return nil }
    let sockets = buffer.prefix(Int(count)).map(ListeningSocket.init).filter { !hidden.contains($0.inode) }
    let fresh = Set(sockets.map(\.inode)).filter { known[$0] == nil }
    let found = fresh.isEmpty ? [:] : owners.find(fresh, caller: caller)
    var present: [UInt32: Verdict] = [:]
    for inode in sockets.map(\.inode) { present[inode] = known[inode] ?? verdict(found[inode]) }
    known = present
    return sockets.compactMap { socket in
      guard case .ours(let process) = present[socket.inode] else { return nil }
      return PortRecord(port: socket.port, address: socket.address, process: process)
    }
  }

  private func verdict(_ owner: PortProcess?) -> Verdict { owner == nil && isShared ? .foreign : .ours(owner) }
}
