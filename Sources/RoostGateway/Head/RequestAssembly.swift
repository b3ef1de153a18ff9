import NIOCore

/// The head an app gets: what the client sent, without what is the gateway's to say, and with it.
struct RequestAssembly {
  /// `X-Forwarded-For` and `X-Forwarded-Proto`, the same for every request of a client.
  let forwarded: [UInt8]

  /// `clientAddress` is text of an address alone.
  init(clientAddress: String, scheme: PublicScheme) {
    forwarded = Array("X-Forwarded-For: \(clientAddress)\r\nX-Forwarded-Proto: \(scheme)\r\n".utf8)
  }

  /// Appends the head to `buffer`. Returns where in what was written the value of Host stands. `publicHost` is what the client asked
  /// for, where that is not Host.
  @inline(__always)
  func write(
    _ head: RequestHead, without drops: [Span], of bytes: Bytes, to mount: Mount, edit: RequestEdit?,
    askedFor publicHost: [UInt8]? = nil, into buffer: inout ByteBuffer
  ) -> Span {
    var host = Span.empty
    let drops = edit.map { $0.drops(head, drops, in: bytes) } ?? drops
    let capacity =
      head.end + forwarded.count + head.host.count + mount.field.count + (publicHost?.count ?? 0) + 128
      + (edit.map { sizeOf($0, mount) } ?? 0)
    HeadWriter.write(into: &buffer, capacity: capacity) { writer in
      writer.copy(Span(start: head.start, end: methodEnd(head, bytes)), of: bytes)
      if let target = edit?.target {
        if mount.stripped == 0 { writer.append(Array(mount.prefix.utf8)) }
        writer.append(Array(target.utf8))
      } else {
        writeTarget(head, bytes, strips: mount.stripped, to: &writer)
      }
      writer.append(head.isVersion10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n")
      writer.copy(Span(start: head.lineEnd, end: head.end - 2), of: bytes, without: drops)
      writer.append(forwarded)
      if let publicHost {
        host = RequestAssembly.write(publicHost, to: &writer)
      } else if !head.host.isEmpty {
        writer.append("X-Forwarded-Host: ")
        host = Span(start: writer.count, end: writer.count + head.host.count)
        writer.copy(head.host, of: bytes)
        writer.append("\r\n")
      }
      if let cookies = head.reservedCookies { writer.append(ReservedCookies.filtered(cookies, in: bytes)) }
      writer.append(mount.field)
      if let edit { writer.append(edit.added) }
      if head.framing == .chunked { writer.append("Transfer-Encoding: chunked\r\n") }
      if head.wantsTrailers, !head.isUpgrade { writer.append("TE: trailers\r\nConnection: TE\r\n") }
      writer.append(head.isUpgrade ? "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n" : "\r\n")
    }
    return host
  }

  private static func write(_ host: [UInt8], to writer: inout HeadWriter) -> Span {
    writer.append("X-Forwarded-Host: ")
    let span = Span(start: writer.count, end: writer.count + host.count)
    writer.append(host)
    writer.append("\r\n")
    return span
  }

  private func sizeOf(_ edit: RequestEdit, _ mount: Mount) -> Int {
    edit.added.count + (edit.target?.utf8.count ?? 0) + mount.prefix.utf8.count
  }

  /// After the space.
  @inline(__always)
  private func methodEnd(_ head: RequestHead, _ bytes: Bytes) -> Int {
    var index = head.start
    while bytes[index] != 0x20 { index += 1 }
    return index + 1
  }

  /// An app must not see `//` at the start: many read what follows as a host.
  @inline(__always)
  private func writeTarget(_ head: RequestHead, _ bytes: Bytes, strips: Int, to writer: inout HeadWriter) {
    var target = head.target
    target.start += strips
    if strips > 0 {
      while target.start + 1 < head.pathEnd, bytes[target.start + 1] == UInt8(ascii: "/") { target.start += 1 }
    }
    if target.isEmpty || bytes[target.start] != UInt8(ascii: "/") { writer.append("/") }
    writer.copy(target, of: bytes)
  }
}
