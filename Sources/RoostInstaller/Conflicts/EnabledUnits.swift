import RoostModel
import RoostSystem
import SystemPackage

/// The systemd units that will start with a root directory that is not running: what links below `/etc/systemd/system` say.
struct EnabledUnits: Sendable {
  let root: HostRoot

  /// Blocking.
  func found(_ units: [String]) throws(Problem) -> [FoundService] {
    let home = root.outside("etc/systemd/system")
    guard DirectoryCreation.isDirectory(home) else { return [] }
    let groups = try DirectoryListing.names(in: home).filter { $0.hasSuffix(".wants") || $0.hasSuffix(".requires") }
    return units.map { $0.contains(".") ? $0 : $0 + ".service" }.filter { unit in
      groups.contains { SmallLook.exists(home.appending($0).appending(unit)) }
    }.map { FoundService(unit: $0, isActive: false, isEnabled: true) }
  }
}
