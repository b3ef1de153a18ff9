import Foundation
import Glibc
import RoostModel
import RoostSystem
import Testing

@testable import RoostDaemon

@Suite struct PortForwardTests {
  /// Two connected sockets that do not block.
  private func pair() throws -> (OwnedDescriptor, OwnedDescriptor) {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
    return (OwnedDescriptor(owning: ends[0]), OwnedDescriptor(owning: ends[1]))
  }

  private func readAll(_ end: OwnedDescriptor) -> [UInt8] {
    _ = fcntl(end.number, F_SETFL, 0)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(end.number, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  @Test func bytesGoBothWaysAndTheEndOfOneWayIsNotTheEndOfTheOther() async throws {
    let (client, near) = try pair()
    let (far, server) = try pair()
    let stop = try StopSwitch()
    let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    async let relayed: Void = BlockingWork.run { SocketRelay(near, far).run(until: stop) }
    async let received = BlockingWork.run { readAll(server) }
    let written = await BlockingWork.run {
      _ = fcntl(client.number, F_SETFL, 0)
      let count = sent.withUnsafeBytes { write(client.number, $0.baseAddress, $0.count) }
      shutdown(client.number, Int32(SHUT_WR))
      return count
    }
    #expect(written == sent.count)
    #expect(await received == sent)
    // The other way is still open.
    #expect(write(server.number, "answer", 6) == 6)
    shutdown(server.number, Int32(SHUT_WR))
    #expect(await BlockingWork.run { readAll(client) } == Array("answer".utf8))
    await relayed
  }

  @Test func theSwitchEndsARelayThatWaits() async throws {
    let (client, near) = try pair()
    let (far, server) = try pair()
    let stop = try StopSwitch()
    async let relayed: Void = BlockingWork.run { SocketRelay(near, far).run(until: stop) }
    stop.raise()
    await relayed
    withExtendedLifetime((client, server)) {}
  }

  @Test func aPortThatIsTakenIsNamed() throws {
    let first = try #require(
      (20_000..<30_000).lazy.compactMap { port in (try? LoopbackDoor(port: UInt16(port))).map { (port, $0) } }.first)
    do throws(Problem) {
      _ = try LoopbackDoor(port: UInt16(first.0))
      Issue.record("it was had twice")
    } catch {
      #expect(error.code == .portInUse)
      #expect(error.message.contains("\(first.0)"))
    }
  }

  @Test func aRoomHasSoManyPlaces() {
    let room = Room(1)
    let first = room.enter()
    let second = room.enter()
    room.leave()
    let third = room.enter()
    #expect(first && !second && third)
  }
}
