import Testing

@testable import RoostSSH

/// The bytes of OpenSSH's PROTOCOL.mux.
struct MuxMessageTests {
  @Test func aSessionIsAskedFor() {
    let bytes = MuxMessage.session(7, running: "true")
    #expect(bytes.count == 4 + 4 + 4 + 4 + 5 * 4 + 4 + 4 + 4)
    #expect(MuxMessage.number(in: bytes, at: 0) == UInt32(bytes.count - 4))
    #expect(MuxMessage.number(in: bytes, at: 4) == 0x1000_0002)
    #expect(MuxMessage.number(in: bytes, at: 8) == 7)
    #expect(bytes.suffix(8) == [0, 0, 0, 4] + Array("true".utf8))
  }

  @Test func aSocketIsForwarded() {
    let bytes = MuxMessage.forwarding(1, isOpened: true, from: "/a", to: .socket("/bc"))
    let path = { (text: String) in [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) + [255, 255, 255, 254] }
    #expect(Array(bytes.dropFirst(16)) == path("/a") + path("/bc"))
  }

  @Test func aPortIsForwarded() {
    let bytes = MuxMessage.forwarding(1, isOpened: false, from: "/a", to: .port(3000))
    #expect(MuxMessage.number(in: bytes, at: 4) == 0x1000_0007)
    #expect(bytes.suffix(4) == [0, 0, 0x0B, 0xB8] && bytes.dropLast(4).suffix(9) == Array("127.0.0.1".utf8))
  }

  @Test func answersAreToldApart() throws {
    let done: [UInt8] = [0x80, 0, 0, 1, 0, 0, 0, 1]
    try MuxMessage.check(done, to: 1, expecting: MuxMessage.Kind.done)
    #expect(throws: MuxFault.broken) { try MuxMessage.check(done, to: 2, expecting: MuxMessage.Kind.done) }
    #expect(throws: MuxFault.broken) { try MuxMessage.check(done, to: 1, expecting: MuxMessage.Kind.sessionOpened) }
    #expect(throws: MuxFault.broken) { try MuxMessage.check([], to: 1, expecting: MuxMessage.Kind.done) }
    let failed: [UInt8] = [0x80, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2] + Array("no".utf8)
    #expect(throws: MuxFault.refused("no")) { try MuxMessage.check(failed, to: 1, expecting: MuxMessage.Kind.done) }
  }

  @Test(arguments: [[0, 0, 0, 1, 0, 0, 0, 3], [0, 0, 0, 2, 0, 0, 0, 4], [0, 0, 0, 1]] as [[UInt8]])
  func anotherVersionIsNotSpokenTo(hello: [UInt8]) {
    #expect(throws: MuxFault.broken) { try MuxMessage.checkHello(hello) }
  }
}
