import RoostAgentClient
import RoostModel
import RoostSystem
import Synchronization

/// Which network links of the subnet are in use. What environments on disk have, and what the host's own interfaces show,
/// counts as taken, so neither a restart nor a second daemon leads to a collision.
final class LinkRegistry: Sendable {
  private let subnet: Subnet
  private let environments: EnvironmentsDirectory
  /// Nil until the disk was looked at.
  private let held = Mutex<Set<Int>?>(nil)

  init(_ subnet: Subnet, _ environments: EnvironmentsDirectory) {
    self.subnet = subnet
    self.environments = environments
  }

  /// Blocking.
  func reserve(for id: EnvironmentID) throws(Problem) -> NetworkLink {
    let shown = Set(HostAddresses.all().compactMap(subnet.linkIndex))
    let start = Int(truncatingIfNeeded: UInt64(id.text, radix: 16) ?? 0) & .max
    let recorded = held.withLock { $0 } ?? onDisk()
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

  func release(_ index: Int?) {
    guard let index else { return }
    held.withLock { held in _ = held?.remove(index) }
  }

  /// A record that cannot be read belongs to an environment whose interface, if it lives, the host shows.
  private func onDisk() -> Set<Int> {
    let known = (try? environments.known()) ?? []
    return Set(
      known.compactMap { id in
        guard let record = try? SandboxRecord.read(environments.directory(of: id)), record.subnet == "\(subnet)" else {
          return nil
        }
        return record.link
      })
  }
}
