import Glibc
import RoostAgentProtocol

/// Says, as long as this process lives, that the layers below its root are in use: a removed layer's files are deleted only
/// when nobody says so any more.
///
/// The claim is a shared lock on the layer's record, `layer.json` beside its tree: a plain file, so that what is kept open
/// leads nowhere. Directories that are no layers of the store have none.
enum LayerClaims {
  /// Never given back: the kernel does, when the process ends. Programs it starts do not inherit them.
  static func hold(_ layers: [String]) throws(BootFailure) {
    for layer in layers {
      guard let slash = layer.lastIndex(of: "/") else { continue }
      let record = open(layer[..<slash] + "/layer.json", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard record >= 0 else { continue }
      guard flock(record, LOCK_SH | LOCK_NB) == 0 else {
        throw BootFailure(stage: .stack, errno: errno, message: "\(layer) is being deleted")
      }
    }
  }
}
