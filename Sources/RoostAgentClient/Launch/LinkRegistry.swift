package import RoostModel
package import RoostSystem
import Synchronization

/// Which network links of the subnet are in use. What environments on disk have, and what the host's own interfaces show,
/// counts as taken, so neither a restart nor a second daemon leads to a collision.
package final class LinkRegistry: Sendable {
  private let subnet: Subnet
  private let recorded: @Sendable () -> Set<Int>
  /// Nil until the disk was looked at.
  private let held = Mutex<Set<Int>?>(nil)

  /// - Parameter recorded: the indices that environments on disk have. Blocking; asked once.
  package init(_ subnet: Subnet, recorded: @escaping @Sendable () -> Set<Int>) {
    self.subnet = subnet
    self.recorded = recorded
  }

  /// Blocking.
  package func reserve(for id: EnvironmentID) throws(Problem) -> NetworkLink {
    let shown = Set(HostAddresses.all().compactMap(subnet.linkIndex))
    let start = Int(truncatingIfNeeded: UInt64(id.text, radix: 16) ?? 0) & .max
    let recorded = held.withLock { $0 } ?? self.recorded()
    let link = held.withLock { held in
      var taken = held ?? recorded
      let link = subnet.freeLink(from: start, taken: taken.union(shown))
      if let link { taken.insert(link.index) }
      held = taken
      return link
    }
    guard let link else {
      throw Problem(
        .environmentBootFailed, "all \(subnet.linkCount) network links of \(subnet) are in use",
        hint: "remove apps that are not needed: roost app list")
    }
    return link
  }

  package func release(_ index: Int?) {
    guard let index else { return }
    held.withLock { held in _ = held?.remove(index) }
  }
}
