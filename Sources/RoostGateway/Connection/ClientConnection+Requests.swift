import NIOCore
import RoostModel

extension ClientConnection {
  /// A request head is complete at the start of `bytes`: finds who answers it.
  @inline(__always)
  func beginRequest(_ bytes: inout ByteBuffer) {
    let head = machine.scanner.head
    exchange = Exchange(head)
    closesAfterResponse = false
    if !measure.isOpen {
      loop.readClock()
      measure.begin(at: loop.clock, receiving: head.end)
    }
    if peer.isTrusted { believePeer(bytes) }
    if peer.guest == nil, AcmeChallenge.isMeant(head.path, in: bytes), answerChallenge(head, &bytes) { return }
    switch bytes.withUnsafeReadableBytes({ loop.admit(head, $0.bytes, from: peer.guest) }) {
    case .route(let mount):
      self.mount = mount
      if mount.route.takesNotes { noteRequest(in: bytes) }
      // Before any rule: a password is not asked for without TLS.
      if mount.route.redirectsToTLS, scheme == .http, let port = loop.tlsPort { return redirectToTLS(head, port, &bytes) }
      begin(head, at: mount, &bytes)
    case .addSlash:
      let location = head.path.text(from: bytes) + "/" + head.query.text(from: bytes)
      bytes.moveReaderIndex(forwardBy: head.end)
      answer(Answer(status: 308, fields: [(name: "Location", value: location)]))
    case .landing: answerNobodys(.landing, head, &bytes)
    case .unknownApp: answer(.unknownApp, &bytes)
    case .nothingHere: answerNobodys(.nothingHere, head, &bytes)
    }
  }

  @inline(__always)
  func begin(_ head: RequestHead, at mount: Mount, _ bytes: inout ByteBuffer) {
    if mount.route.rules == nil { begin(head, to: mount, edit: nil, &bytes) } else { beginRuled(head, at: mount, &bytes) }
  }

  @inline(__always)
  func begin(_ head: RequestHead, to mount: Mount, edit: RequestEdit?, _ bytes: inout ByteBuffer) {
    let route = mount.route
    if let limiter = route.limiter, route.target.isServing, !admit(&bytes, by: limiter) { return }
    if !route.target.statics.isEmpty, offerFile(head, of: mount, edit: edit, &bytes) { return }
    go(head, to: mount, edit: edit, &bytes)
  }

  @inline(__always)
  func go(_ head: RequestHead, to mount: Mount, edit: RequestEdit?, _ bytes: inout ByteBuffer) {
    let route = mount.route
    switch route.target.kind {
    case .upstream:
      if let rule = route.target.rule { noteVisitor(head, to: mount, by: rule, bytes) }
      bytes.withUnsafeReadableBytes { assembleHead(for: mount, edit: edit, from: $0.bytes) }
      bytes.moveReaderIndex(forwardBy: head.end)
      acquire(loop.pool(for: route.target))
    case .files(let site): serve(head, from: site, skipping: mount.stripped, edit: edit, &bytes)
    case .unavailable(let problem): answer(Page.unavailable(problem).naming(route.name), &bytes)
    case .asleep(let sleeper): knock(head, on: mount, sleeper, &bytes)
    case .held(let hold): park(&bytes, on: route.target, hold)
    }
  }

  func answer(_ page: Page, _ bytes: inout ByteBuffer) {
    bytes.moveReaderIndex(forwardBy: machine.scanner.head.end)
    answer(page)
  }
}

extension UnsafeRawBufferPointer {
  /// For buffers that are known to hold something.
  @inline(__always)
  var bytes: Bytes { baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) }
}

extension Span {
  fileprivate func text(from buffer: ByteBuffer) -> String {
    buffer.getString(at: buffer.readerIndex + start, length: count) ?? ""
  }
}
