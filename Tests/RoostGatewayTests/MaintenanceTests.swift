import RoostModel
import Testing

@testable import RoostGateway

/// An app that is closed for a while.
@Suite struct MaintenanceTests {
  @Test func everybodyButTheListIsToldToComeBack() async throws {
    let app = try TestApp.answering { _ in ok("app") }
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let closed = Maintenance(message: "New <shelves> come in.", allow: [])
      gateway.setRoute(shop, to: app.target())
      gateway.setMaintenance(shop, closed)
      let page = try await ask(port, get("/app/shop/x", "Accept: text/html\r\n"))
      #expect(page.status == 503)
      #expect(page["retry-after"] == "60")
      #expect(page["cache-control"] == "no-store")
      #expect(page.text.contains("New &lt;shelves&gt; come in."))
      #expect(try await ask(port, get("/", host: "shop.localhost")).status == 503)
      #expect(app.connections == 0)
      let mine = Maintenance(message: nil, allow: ["127.0.0.0/8"].compactMap { AddressRange($0) })
      gateway.setMaintenance(shop, mine)
      #expect(try await ask(port, get("/app/shop/x")).text == "app")
      gateway.setMaintenance(shop, closed)
      gateway.setRoute(shop, to: app.target())
      #expect(try await ask(port, get("/app/shop/x")).status == 503, "a new target does not open it")
      gateway.setMaintenance(shop, nil)
      #expect(try await ask(port, get("/app/shop/x")).text == "app")
    }
  }

  @Test func whatIsInFlightEnds() async throws {
    let finish = Door()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      finish.wait()
      try socket.send(ok("late"))
    }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      async let answer = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 })
      gateway.setMaintenance(try name("shop"), Maintenance(message: nil, allow: []))
      #expect(try await ask(port, get("/app/shop/")).status == 503)
      finish.open()
      #expect(try await answer.text == "late")
    }
  }
}
