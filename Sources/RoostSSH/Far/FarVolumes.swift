import RoostModel
import SystemPackage

/// Directories of a host that environments share and that outlive them. Pure.
struct FarVolumes: Equatable, Sendable {
  private(set) var steps: [FarStep] = []
  /// As there.
  private(set) var mounts: [BindMount] = []

  /// Refuses mounts of this machine's own directories.
  init(_ mounts: [BindMount], _ places: FarPlaces, owner: UInt32?) throws(Problem) {
    for mount in mounts {
      guard let name = mount.volume, let path = try? FarVolumes.path(name, places) else {
        throw Problem(
          .unsupported, "\(mount.source) of this machine cannot be mounted on another",
          hint: "put its files in instead: roost env cp, or use --on sandbox")
      }
      steps.append(FarStep(kind: .volume, path: path, value: owner.map { "\($0):\($0)" } ?? ""))
      self.mounts.append(BindMount(source: path, target: mount.target, readOnly: mount.readOnly))
    }
  }

  static func path(_ name: String, _ places: FarPlaces) throws(Problem) -> String {
    guard isName(name) else {
      throw Problem(
        .usageInvalid, "\(name.debugDescription.prefix(200)) is no name of a directory that lasts",
        hint: "use letters, digits and dashes: roost plan DIR")
    }
    return places.volumes.appending(name).string
  }

  private static func isName(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && !text.hasPrefix(".") && !text.contains("/") && SSHPath.isPlain("/" + text)
  }
}
