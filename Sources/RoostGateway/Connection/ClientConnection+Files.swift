import NIOCore
import NIOPosix

/// Static sites: what was asked for just now is answered at once, the rest is looked up away from the event loop.
extension ClientConnection {
  /// The site is below the first `skipped` bytes of the path. `edit` is what the rules of the route change in the request.
  @inline(__always)
  func serve(_ head: RequestHead, from site: Site, skipping skipped: Int, edit: RequestEdit?, _ bytes: inout ByteBuffer) {
    let path = Span(start: head.path.start + skipped, end: head.path.end)
    let isCached = edit?.target == nil && (head.method == .get || head.method == .head)
    let (conditions, known) = bytes.withUnsafeReadableBytes { raw in
      (FileConditions(head, in: raw.bytes), isCached ? loop.files.find(path, of: site, at: loop.now, in: raw.bytes) : nil)
    }
    if let known {
      bytes.moveReaderIndex(forwardBy: head.end)
      return answer(known.variant(conditions.encodings), conditions)
    }
    var request = bytes.withUnsafeReadableBytes { FileRequest(head, skipping: skipped, of: $0.bytes) }
    if let target = edit?.target { request.path = String(target.prefix { $0 != "?" }) }
    bytes.moveReaderIndex(forwardBy: head.end)
    look(for: request, in: site, conditions)
  }

  private func look(for request: FileRequest, in site: Site, _ conditions: FileConditions) {
    phase = .answering
    extend(loop.limits.stall)
    let format = format
    loop.threads.runIfActive(eventLoop: loop.eventLoop) { site.answer(request, as: format) }
      .assumeIsolated().whenComplete { result in
        switch result {
        case .success(let answer): self.give(answer, to: request, of: site, conditions)
        case .failure: self.cut()
        }
      }
  }

  private func give(_ found: SiteAnswer, to request: FileRequest, of site: Site, _ conditions: FileConditions) {
    switch found {
    case .other(let answer): self.answer(answer)
    case .file(let file, let isLasting):
      if isLasting { loop.files.keep(file, at: request.path, of: site, now: loop.now) }
      answer(file.variant(conditions.encodings), conditions)
    }
  }

  @inline(__always)
  func answer(_ file: FileVariant, _ conditions: FileConditions) {
    let isKnown = !conditions.isPlain && FileAnswer(file: file, conditions: conditions).isKnown
    guard isKnown || conditions.range == nil, phase == .reading, responseEdit == nil, note == nil, strictTransportLine.isEmpty,
      let exchange, exchange.keepsClient, exchange.requestDone, !loop.isStopping
    else { return answer(FileAnswer(file: file, conditions: conditions).answer) }
    let hasBody = !isKnown && !exchange.isHeadRequest
    let head = isKnown ? file.known : file.whole
    measureAnswer(isKnown ? 304 : 200, sending: head.count + loop.dateEnding.count + (hasBody ? file.size : 0))
    writePrepared(head, body: hasBody ? file.memory : nil)
    if hasBody, case .file(let open) = file.content {
      return send(FilePieces(open, from: 0, count: open.size, continues: true))
    }
    leaveRoute()
    beginNextRequest()
  }

  /// A head and what is in memory of the rest; a small file in the same buffer.
  @inline(__always)
  private func writePrepared(_ head: [UInt8], body: ByteBuffer?) {
    var buffer = takeOutput()
    let ending = loop.dateEnding
    HeadWriter.write(into: &buffer, capacity: head.count + ending.count) { writer in
      writer.append(head)
      writer.append(ending)
    }
    let isSmall = (body?.readableBytes ?? 0) <= 4_096
    if isSmall, let body { buffer.writeImmutableBuffer(body) }
    output = buffer
    writeResponse()
    if !isSmall, let body { write(body) }
  }
}
