import RoostModel

/// Which users may speak to the daemon: root, and the user it runs as.
struct PeerPolicy: Sendable {
  let owner: UInt32

  func check(_ peer: PeerCredentials) throws(Problem) {
    guard peer.userID == 0 || peer.userID == owner else {
      throw Problem(
        .permissionDenied, "user \(peer.userID) may not control this daemon, which belongs to user \(owner)",
        hint: owner == 0 ? "run the command as root: sudo roost ..." : "run the command as user \(owner) or as root")
    }
  }
}
