import NIOCore
import RoostModel

/// The way back from the app. Called by ``UpstreamConnection``.
extension ClientConnection {
  private static let mergeLimit = 16_384

  func passInterim(_ scanner: ResponseScanner, from bytes: ByteBuffer) {
    guard let exchange, !exchange.isVersion10 else { return }
    extend(exchange.requestDone ? firstByteLimit : loop.limits.stall)
    writeHead(scanner, replaced: ResponseRewrite.Result(drops: scanner.drops), from: bytes, closes: false)
  }

  @inline(__always)
  func beginResponse(_ scanner: ResponseScanner, from bytes: ByteBuffer) {
    guard var exchange else { return }
    let head = scanner.head
    exchange.responseBegan()
    measure.status = head.status
    measure.answered = loop.clock
    self.exchange = exchange
    extend(loop.limits.stream)
    closesAfterResponse = !head.isUpgrade && (loop.isStopping || !exchange.clientContinues(head))
    let added = strictTransportLine
    if !head.needsRewrite, added.isEmpty, note == nil, responseEdit == nil,
      ResponseAssembly.isUntouched(head, without: scanner.drops, closes: closesAfterResponse)
    {
      var untouched = bytes
      appendOutput(&untouched, length: head.end)
    } else {
      var replaced = head.needsRewrite ? rewrite(scanner, bytes) : ResponseRewrite.Result(drops: scanner.drops)
      if let responseEdit { bytes.withUnsafeReadableBytes { responseEdit.apply(head, to: &replaced, in: $0.bytes) } }
      replaced.replaced += added
      writeHead(scanner, replaced: stamped(replaced, scanner, bytes), from: bytes, closes: closesAfterResponse)
    }
    measure.sent += output?.readableBytes ?? 0
    if head.isUpgrade { openTunnel() }
  }

  @inline(__always)
  func passBody(_ slice: ByteBuffer) {
    measure.sent += slice.readableBytes
    extend(isWritable ? loop.limits.stream : loop.limits.stall)
    if slice.readableBytes <= ClientConnection.mergeLimit, output != nil {
      output?.writeImmutableBuffer(slice)
    } else {
      writeResponse()
      write(slice)
    }
  }

  @inline(__always)
  func responseEnded(_ head: ResponseHead, on connection: UpstreamConnection, clean: Bool) {
    guard let exchange, upstream === connection else { return connection.close() }
    upstream = nil
    setWaiting(upstream: false)
    if clean, exchange.upstreamContinues(head) { connection.pool.put(connection) } else { connection.close() }
    leaveRoute()
    guard !closesAfterResponse, exchange.clientContinues(head), !loop.isStopping else { return finish() }
    writeResponse()
    flushResponse()
    guard phase == .proxying else { return }
    beginNextRequest()
    continueReading()
  }

  func responseRefused(_ fault: MessageFault) {
    upstream = nil
    if exchange?.responseStarted ?? true { return cut() }
    answer(.badResponse(fault))
  }

  // MARK: Output

  @inline(__always)
  func writeResponse() {
    guard let buffer = output else { return }
    output = nil
    write(buffer)
    loop.scratch = buffer
  }

  @inline(__always)
  func flushResponse() {
    guard needsFlush else { return }
    needsFlush = false
    context?.flush()
  }

  @inline(__always)
  func write(_ buffer: ByteBuffer) {
    needsFlush = true
    context?.write(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
  }

  @inline(__always)
  func takeOutput() -> ByteBuffer {
    if let buffer = output {
      output = nil
      return buffer
    }
    var buffer = loop.scratch
    loop.scratch = ByteBuffer()
    buffer.clear(minimumCapacity: 1024)
    return buffer
  }

  @inline(__always)
  private func appendOutput(_ bytes: inout ByteBuffer, length: Int) {
    var buffer = takeOutput()
    if var slice = bytes.readSlice(length: length) { buffer.writeBuffer(&slice) }
    output = buffer
  }

  @inline(__always)
  private func writeHead(_ scanner: ResponseScanner, replaced: ResponseRewrite.Result, from bytes: ByteBuffer, closes: Bool) {
    var buffer = takeOutput()
    bytes.withUnsafeReadableBytes {
      ResponseAssembly.write(
        scanner.head, without: replaced.drops, replaced: replaced.replaced, of: $0.bytes, closes: closes, into: &buffer)
    }
    output = buffer
  }

  private func rewrite(_ scanner: ResponseScanner, _ bytes: ByteBuffer) -> ResponseRewrite.Result {
    guard let mount, case .upstream(_, _, let port) = mount.route.target.kind else {
      return ResponseRewrite.Result(drops: scanner.drops)
    }
    let host = sentHead.getString(at: sentHead.readerIndex + sentHost.start, length: sentHost.count) ?? ""
    let place = PublicPlace(prefix: mount.prefix, host: host, scheme: scheme, appPort: port)
    return bytes.withUnsafeReadableBytes {
      ResponseRewrite(place: place).apply(scanner.head, without: scanner.drops, in: $0.bytes)
    }
  }
}
