/// What is said to the `ssh` that holds a connection, and what it answers: numbers and texts of OpenSSH's PROTOCOL.mux,
/// version 4. Pure.
enum MuxMessage {
  static let version: UInt32 = 4
  /// Longest answer that is read.
  static let longest = 64 << 10

  enum Kind {
    static let hello: UInt32 = 1
    static let newSession: UInt32 = 0x1000_0002
    static let openForwarding: UInt32 = 0x1000_0006
    static let closeForwarding: UInt32 = 0x1000_0007
    static let done: UInt32 = 0x8000_0001
    static let denied: UInt32 = 0x8000_0002
    static let failed: UInt32 = 0x8000_0003
    static let sessionOpened: UInt32 = 0x8000_0006
  }

  private static let local: UInt32 = 1
  /// Instead of a port: the name is the path of a socket.
  private static let isPath = UInt32(bitPattern: -2)
  private static let noEscape = UInt32.max

  static let hello = framed(number(Kind.hello) + number(version))

  /// Without a terminal, without any forwarding of its own. Three descriptors follow it.
  static func session(_ request: UInt32, running command: String) -> [UInt8] {
    var body = number(Kind.newSession) + number(request) + text("")
    for flag: UInt32 in [0, 0, 0, 0, noEscape] { body += number(flag) }
    return framed(body + text("") + text(command))
  }

  static func forwarding(_ request: UInt32, isOpened: Bool, from near: String, to far: MuxEnd) -> [UInt8] {
    let head = number(isOpened ? Kind.openForwarding : Kind.closeForwarding) + number(request) + number(local)
    return framed(head + end(.socket(near)) + end(far))
  }

  private static func end(_ end: MuxEnd) -> [UInt8] {
    switch end {
    case .socket(let path): text(path) + number(isPath)
    case .port(let port): text("127.0.0.1") + number(UInt32(port))
    }
  }

  /// What was answered to a request; the number of another one is taken for a break.
  static func check(_ answer: [UInt8], to request: UInt32, expecting kind: UInt32) throws(MuxFault) {
    guard let found = number(in: answer, at: 0), number(in: answer, at: 4) == request else { throw .broken }
    if found == Kind.failed || found == Kind.denied { throw .refused(String(decoding: answer.dropFirst(12), as: UTF8.self)) }
    guard found == kind else { throw .broken }
  }

  static func checkHello(_ answer: [UInt8]) throws(MuxFault) {
    guard number(in: answer, at: 0) == Kind.hello, number(in: answer, at: 4) == version else { throw .broken }
  }

  static func number(in bytes: [UInt8], at position: Int) -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    return bytes[position..<(position + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func framed(_ body: [UInt8]) -> [UInt8] { number(UInt32(body.count)) + body }
  private static func text(_ text: String) -> [UInt8] { number(UInt32(text.utf8.count)) + Array(text.utf8) }
  private static func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
}
