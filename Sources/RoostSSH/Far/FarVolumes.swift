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
      guard let name = mount.volume, FarVolumes.isName(name) else {
        throw Problem(
          .unsupported, "\(mount.source) of this machine cannot be mounted on another",
          hint: "put its files in instead: roost env cp, or use --on sandbox")
      }
      let path = places.volumes.appending(name).string
      steps.append(FarStep(kind: .volume, path: path, value: owner.map { "\($0):\($0)" } ?? ""))
      self.mounts.append(BindMount(source: path, target: mount.target, readOnly: mount.readOnly))
    }
  }

  private static func isName(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && !text.hasPrefix(".") && !text.contains("/") && SSHPath.isPlain("/" + text)
  }
}
