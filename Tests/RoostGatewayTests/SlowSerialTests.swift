import Foundation
import Glibc
import RoostModel
import Testing

@testable import RoostGateway

/// What 500 clients or apps that take their time cost the gateway. Alone, as the memory of the whole process is measured.
@Suite(.serialized) struct SlowSerialTests {
  private static let crowd = 500
  private static let size = 10 << 20
  /// Of one connection through the gateway: what was read at once and waits to be written, with both connections' own.
  private static let allowed = 400 << 10

  /// Bytes of memory this process takes up now.
  private func resident() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first
    return (pages.flatMap { Int($0) } ?? 0) * Int(getpagesize())
  }

  /// The growth of memory for each of the crowd while `hold` lets all of them get stuck.
  private func cost(_ hold: () throws -> Void) rethrows -> Int {
    let before = resident()
    try hold()
    return (Transfer.settled { resident() / (1 << 20) } << 20 - before) / Self.crowd
  }

  @Test func clientsThatReadNothing() async throws {
    let block = [UInt8](repeating: 98, count: 1 << 20)
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(Self.size)\r\n\r\n")
      for _ in 0..<Self.size >> 20 { try socket.send(block) }
    }
    let cost = try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      return try await onThread {
        var clients: [RawSocket] = []
        let cost = try self.cost {
          for _ in 0..<Self.crowd {
            clients.append(try RawSocket.connect(port, receiveBuffer: 4096))
            try clients.last?.send(get("/app/shop/"))
          }
          #expect(waitUntil { target.inFlight == Self.crowd })
        }
        // Each of them is served on as soon as it reads.
        var left = Self.size
        while left > 0, case let count = try clients[7].read(1 << 20).count, count > 0 { left -= count }
        #expect(left <= 0)
        return cost
      }
    }
    #expect((1..<Self.allowed).contains(cost), "\(cost) bytes each")
    app.stop()
  }

  @Test func appsThatReadNothing() async throws {
    let end = Door()
    defer { end.open() }
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      end.wait()
    }
    let cost = try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      return try await onThread {
        let clients = try (0..<Self.crowd).map { _ in try RawSocket.connect(port) }
        return try self.cost {
          for client in clients {
            try client.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: \(Self.size)\r\n\r\n")
          }
          var taken = 0
          for _ in 0..<20 { taken += clients.reduce(0) { $0 + Self.push($1) } }
          #expect(waitUntil { target.inFlight == Self.crowd })
          #expect(taken > Self.crowd * 65_536)
        }
      }
    }
    #expect((1..<Self.allowed).contains(cost), "\(cost) bytes each")
    app.stop()
  }

  private static let part = [UInt8](repeating: 97, count: 1 << 18)

  /// Sends what goes without waiting.
  private static func push(_ client: RawSocket) -> Int {
    part.withUnsafeBytes {
      max(0, send(client.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
    }
  }
}
