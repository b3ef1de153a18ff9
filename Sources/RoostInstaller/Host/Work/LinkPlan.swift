import RoostCatalog
import RoostModel

/// Which links a runtime may make in `/usr/local/bin`.
struct LinkPlan: Sendable {
  let entry: CatalogueEntry
  let root: HostRoot

  /// Programs that the entry promises must get their link; others are left out where the place is taken. Blocking.
  func check(_ links: [ProgramLink]) throws(Problem) -> (links: [ProgramLink], skipped: [String]) {
    var planned: [ProgramLink] = []
    var skipped: [String] = []
    for link in links {
      switch link.state(in: root) {
      case .absent: planned.append(link)
      case .ours(let target):
        guard target != link.target else { continue }
        var next = link
        next.previous = target
        planned.append(next)
      case .foreign:
        guard !entry.provides.contains(link.name) else {
          throw Problem(
            .runtimeConflict, "\(link.path) is there and was not made by Roost",
            hint: "look at it, then move it away: ls -l \(link.path)")
        }
        skipped.append(link.name)
      }
    }
    return (planned, skipped)
  }
}
