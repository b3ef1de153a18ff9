import Glibc
package import RoostModel
import SystemPackage

extension CgroupSupport {
  /// What this machine mounts, and whether this process may make groups with limits in it.
  package static func detect(layout: CgroupLayout = .detect()) -> CgroupSupport {
    let own = layout.legacy.keys.map(\.rawValue)
    let kept = CgroupController.allCases.filter { controller in
      if let legacy = layout.legacy[controller] { return access(legacy.string, W_OK) == 0 }
      guard layout.unifiedControllers.contains(controller.rawValue) else { return false }
      return CgroupTree.isOpen(in: layout)
    }
    return CgroupSupport(
      mode: mode(layout.kind), controllers: layout.unifiedControllers.union(own).sorted(),
      limits: kept.count == CgroupController.allCases.count)
  }

  private static func mode(_ kind: CgroupLayout.Kind) -> String {
    switch kind {
    case .unified: "v2"
    case .hybrid: "hybrid"
    case .legacy: "v1"
    case .none: "none"
    }
  }
}
