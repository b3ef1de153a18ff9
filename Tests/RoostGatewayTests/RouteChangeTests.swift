import RoostModel
import Testing

@testable import RoostGateway

/// Hundreds of changes of every kind under a hundred clients: no request is lost, none goes astray.
@Suite struct RouteChangeTests {
  @Test func noRequestIsLostWhileEverythingChanges() async throws {
    let apps = [try TestApp.answering { _ in ok("shop") }, try TestApp.answering { _ in ok("shop") }]
    let other = try TestApp.answering { _ in ok("other") }
    let failures = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let variants = try Self.variants()
      gateway.setRoute(shop, to: apps[0].target(), settings: variants[0])
      async let load = withThrowingTaskGroup(of: [String].self) { group in
        for client in 0..<100 { group.addTask { try await Self.hammer(port, client: client, times: 40) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      for round in 0..<400 {
        let neighbour = try name("other\(round % 20)")
        gateway.setRoute(neighbour, to: round % 40 < 20 ? other.target() : nil)
        _ = try gateway.reserveRoute(shop, settings: variants[round % variants.count])
        gateway.setRoute(shop, to: apps[round % 2].target(), settings: variants[round % variants.count])
        gateway.setMaintenance(neighbour, round % 3 == 0 ? Maintenance(message: nil, allow: []) : nil)
        if round % 10 == 0 { try await Task.sleep(for: .milliseconds(5)) }
      }
      return try await load.filter { $0 != "200 shop" }
    }
    #expect(failures == [])
  }

  /// The same places, and rules that answer nothing themselves.
  private static func variants() throws -> [RouteSettings] {
    var places = RouteSettings()
    places.hosts = ["shop.example.com", "*.shop.example.com"].compactMap { RouteHost($0) }
    var headers = places
    headers.headers = HeadEdits(request: nil, response: FieldEdits(set: ["X-A": "b"], add: [:], remove: []))
    var allowed = places
    allowed.allow = ["127.0.0.0/8"].compactMap { AddressRange($0) }
    var rewritten = places
    rewritten.rewrites = [
      PathRule(from: try #require(PathPattern("/*")), to: try #require(PathTemplate("/v2/:splat")), status: nil)
    ]
    return [places, headers, allowed, rewritten]
  }

  private static func hammer(_ port: Int, client: Int, times: Int) async throws -> [String] {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port))
      return try (0..<times).map { number in
        switch (client + number) % 4 {
        case 0: try reader.socket.send(get("/app/shop/x"))
        case 1: try reader.socket.send(get("/x", host: "shop.localhost:80"))
        case 2: try reader.socket.send(get("/x", host: "a.shop.example.com"))
        default: try reader.socket.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi")
        }
        let answer = try reader.next(isResponse: true)
        return "\(answer?.status ?? 0) \(answer?.text ?? "-")"
      }
    }
  }
}
