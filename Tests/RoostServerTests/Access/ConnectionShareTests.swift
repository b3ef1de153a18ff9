import NIOCore
import NIOEmbedded
import Testing

@testable import RoostServer

@Suite struct ConnectionShareTests {
  private let shares = ConnectionShares()

  private func connect(_ address: String) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: ConnectionShare(shares))
    let peer = try SocketAddress(ipAddress: address, port: 50_000)
    channel.remoteAddress = peer
    try channel.connect(to: peer).wait()
    return channel
  }

  @Test func anAddressHasItsShareAndNoMore() throws {
    var open = try (0..<ConnectionShares.most).map { _ in try connect("203.0.113.7") }
    #expect(open.allSatisfy { $0.isActive })
    #expect(try !connect("203.0.113.7").isActive)
    #expect(try connect("203.0.113.8").isActive, "another one's")
    try open.removeLast().close().wait()
    let next = try connect("203.0.113.7")
    #expect(next.isActive, "one has left")
    for channel in open + [next] { try channel.close().wait() }
    #expect(shares.clients == 1)
  }

  @Test func aNetworkOfVersion6IsOne() throws {
    for number in 1...ConnectionShares.most { #expect(try connect("2001:db8::\(number)").isActive) }
    #expect(try !connect("2001:db8::ffff:1").isActive)
    #expect(try connect("2001:db8:0:1::1").isActive)
  }

  @Test(arguments: ["127.0.0.1", "::1"]) func thisMachinesOwnAreNotCounted(_ address: String) throws {
    for _ in 0..<(2 * ConnectionShares.most) { #expect(try connect(address).isActive) }
    #expect(shares.clients == 0)
  }
}
