/// `HTTP/1.1 200 reason`; the reason may be missing.
enum StatusLine {
  @inline(__always)
  static func parse(_ line: Span, into head: inout ResponseHead, in bytes: Bytes) throws(MessageFault) {
    guard line.count >= 12, line.begins(with: "http/1.", in: bytes), bytes[line.start] == UInt8(ascii: "H"),
      bytes[line.start + 1] == UInt8(ascii: "T"), bytes[line.start + 8] == 0x20
    else { throw .statusLine }
    switch bytes[line.start + 7] {
    case UInt8(ascii: "1"): break
    case UInt8(ascii: "0"): head.isVersion10 = true
    default: throw .version
    }
    var status = 0
    for index in line.start + 9..<line.start + 12 {
      guard isDigit(bytes[index]) else { throw .statusLine }
      status = status * 10 + Int(bytes[index] & 15)
    }
    guard (100...599).contains(status), line.count == 12 || bytes[line.start + 12] == 0x20 else { throw .statusLine }
    head.status = status
    head.keepsAlive = !head.isVersion10
  }
}
