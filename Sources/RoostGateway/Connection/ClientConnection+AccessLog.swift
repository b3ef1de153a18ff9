import NIOCore
import RoostModel

/// The access log and the request's id, for apps that ask for them.
extension ClientConnection {
  /// Keeps what of the head is needed later. The head is at the start of `bytes`.
  func noteRequest(in bytes: ByteBuffer) {
    let head = machine.scanner.head
    let fresh = RequestID.make(&loop.random)
    note = bytes.withUnsafeReadableBytes { AccessNote(head, fresh: fresh, of: $0.bytes) }
  }

  /// The lines of the head that the app does not get.
  var requestDrops: [Span] {
    guard let note, !note.drops.isEmpty else { return machine.scanner.drops }
    return (machine.scanner.drops + note.drops.filter { !machine.scanner.drops.contains($0) }).sorted { $0.start < $1.start }
  }

  /// Adds the request's id to the head in ``sentHead``, which ends in a blank line.
  func stampRequest() {
    guard let field = note?.field else { return }
    sentHead.moveWriterIndex(to: sentHead.writerIndex - 2)
    sentHead.writeBytes(field)
    sentHead.writeString("\r\n")
  }

  /// The same for a response, in place of the app's own.
  func stamped(_ result: ResponseRewrite.Result, _ scanner: ResponseScanner, _ bytes: ByteBuffer) -> ResponseRewrite.Result {
    guard let note else { return result }
    var result = result
    result.replaced += note.answerField
    let own = bytes.withUnsafeReadableBytes { AccessNote.lines(named: "x-request-id", of: scanner.head, in: $0.bytes) }
    result.drops = (result.drops + own.filter { !result.drops.contains($0) }).sorted { $0.start < $1.start }
    return result
  }

  /// Leaves the line of a request that ends, if its app wants one.
  func logRequest(whole: Bool) {
    guard let note else { return }
    self.note = nil
    guard let route, route.settings.accessLog ?? false, let log = loop.accessLog else { return }
    log.add(line(note, whole: whole), of: route.name)
  }

  private func line(_ note: AccessNote, whole: Bool) -> [UInt8] {
    var line = AccessLine()
    line.add("time", LogInstant.now())
    line.add("id", note.id)
    if let trace = note.trace { line.add("trace", trace) }
    line.add("client", clientAddress)
    line.add("method", note.method)
    line.add("host", note.host)
    line.add("path", note.path)
    line.add("status", measure.status == 0 ? 499 : measure.status)
    line.add("aborted", !whole)
    line.add("received", measure.received)
    line.add("sent", measure.sent)
    line.add("duration", Int(measure.duration(until: loop.clock) / 1000))
    if let upstream = measure.firstByte { line.add("upstream", Int(upstream / 1000)) }
    line.add("protocol", protocolName(note))
    line.add("tls", scheme == .https)
    line.add("agent", note.agent)
    line.end()
    return line.bytes
  }

  private func protocolName(_ note: AccessNote) -> String {
    if isStream { return "HTTP/2" }
    return note.isVersion10 ? "HTTP/1.0" : "HTTP/1.1"
  }
}
