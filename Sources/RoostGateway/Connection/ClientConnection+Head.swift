import NIOCore

/// The head of the request at hand, as the app gets it.
extension ClientConnection {
  /// Writes the head an app gets for the request at hand.
  @inline(__always)
  func assembleHead(for mount: Mount, edit: RequestEdit?, from bytes: Bytes) {
    sentHead.clear()
    if peer.isTrusted {
      assembleBelieved(for: mount, edit: edit, from: bytes)
    } else {
      sentHost = assembly.write(
        machine.scanner.head, without: requestDrops, of: bytes, to: mount, edit: edit, into: &sentHead)
    }
    stampRequest()
  }

  private func assembleBelieved(for mount: Mount, edit: RequestEdit?, from bytes: Bytes) {
    sentHost = (believed ?? assembly).write(
      machine.scanner.head, without: requestDrops, of: bytes, to: mount, edit: edit, askedFor: publicHost, into: &sentHead)
  }
}
