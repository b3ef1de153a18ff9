import Glibc
import RoostModel
import RoostSystem

/// The claim that keeps a layer's files from being deleted while they are linked: a shared lock on `layer.json` beside its tree,
/// as the agent of every other sandbox holds one. Directories that are no layers of the store have none.
enum LayerHold {
  /// Until the last of them is released. Blocking for a moment.
  static func on(_ layers: [String]) throws(Problem) -> [OwnedDescriptor] {
    var held: [OwnedDescriptor] = []
    for layer in layers {
      guard let slash = layer.lastIndex(of: "/") else { continue }
      let record = open(layer[..<slash] + "/layer.json", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard record >= 0 else { continue }
      held.append(OwnedDescriptor(owning: record))
      guard flock(record, LOCK_SH | LOCK_NB) == 0 else {
        throw Problem(
          .environmentBootFailed, "\(layer) is being deleted", hint: "install what it held again: roost runtime list")
      }
    }
    return held
  }
}
