import NIOCore
import NIOPosix
import RoostModel

/// Files that the gateway answers in an app's place.
extension ClientConnection {
  /// Returns whether the request is taken care of: answered, or looked at with its head still in the input.
  func offerFile(_ head: RequestHead, of mount: Mount, edit: RequestEdit?, _ bytes: inout ByteBuffer) -> Bool {
    guard head.method == .get || head.method == .head, head.framing == .none, edit?.target == nil else { return false }
    let path = Span(start: head.path.start + mount.prefix.utf8.count, end: head.path.end)
    for statics in mount.route.target.statics {
      guard let rest = bytes.withUnsafeReadableBytes({ statics.rest(of: path, in: $0.bytes) }) else { continue }
      return give(rest, of: statics.site, head, mount, edit, &bytes)
    }
    return false
  }

  private func give(
    _ path: Span, of site: Site, _ head: RequestHead, _ mount: Mount, _ edit: RequestEdit?, _ bytes: inout ByteBuffer
  ) -> Bool {
    let (conditions, known) = bytes.withUnsafeReadableBytes { raw in
      (FileConditions(head, in: raw.bytes), loop.files.find(path, of: site, at: loop.now, in: raw.bytes))
    }
    if let known {
      bytes.moveReaderIndex(forwardBy: head.end)
      answer(known.variant(conditions.encodings), conditions)
      return true
    }
    let name = bytes.withUnsafeReadableBytes { path.text(in: $0.bytes) }
    phase = .answering
    extend(loop.limits.stall)
    loop.threads.runIfActive(eventLoop: loop.eventLoop) { site.file(at: name) }
      .assumeIsolated().whenComplete { result in
        guard self.phase == .answering, self.input != nil, self.mount === mount else { return }
        switch result {
        case .success(let file?): self.give(file, at: name, of: site, conditions)
        case .success(nil): self.lookAgain { bytes in self.go(head, to: mount, edit: edit, &bytes) }
        case .failure: self.cut()
        }
      }
    return true
  }

  private func give(_ file: SiteFile, at path: String, of site: Site, _ conditions: FileConditions) {
    loop.files.keep(file, at: path, of: site, now: loop.now)
    input?.moveReaderIndex(forwardBy: machine.scanner.head.end)
    answer(file.variant(conditions.encodings), conditions)
  }
}
