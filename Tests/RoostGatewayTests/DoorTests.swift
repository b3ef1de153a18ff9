import Glibc
import Logging
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostGateway

/// Apps that come to the gateway from inside their environment.
@Suite struct DoorTests {
  /// A gateway with the apps `back` and `other`, and a door at which `front` may ask for `back`.
  private func withDoor(
    _ settings: RouteSettings = RouteSettings(), configure: (inout GatewayConfiguration) -> Void = { _ in },
    _ body: (Int, GatewayDoor, Gateway) async throws -> Void
  ) async throws {
    let app = try TestApp.answering { ok("\($0.target) \($0["x-forwarded-for"] ?? "") \($0.all("x-real-ip"))") }
    defer { app.stop() }
    try await withGateway(configure) { gateway, _ in
      gateway.setRoute(try name("back"), to: app.target(), settings: settings)
      gateway.setRoute(try name("other"), to: app.target())
      let (socket, port) = try listening()
      let guest = GatewayGuest(try name("front"), reaching: [try name("back")])
      let door = await gateway.openDoor(socket, isSecure: false, for: guest)
      try await body(port, door, gateway)
      door.close()
    }
  }

  /// A descriptor that nobody else has.
  private func listening() throws -> (CInt, port: Int) {
    let (socket, port) = try RawSocket.listen()
    return (dup(socket.descriptor), port)
  }

  @Test func aGuestReachesWhatItMayByEveryAddress() async throws {
    try await withDoor { (port, _, _) async throws in
      let byHost = try await ask(port, get("/x?y", host: "back.localhost:\(port)"))
      #expect(byHost.status == 200 && byHost.text == "/x?y front []")
      #expect(try await ask(port, get("/app/back/x")).text == "/x front []")
      #expect(try await ask(port, get("/app/back")).status == 308)
    }
  }

  /// Whether an app is there is none of its business.
  @Test(arguments: [
    ("/", "other.localhost"), ("/", "none.localhost"), ("/app/other/", "localhost"), ("/app/other", "localhost"),
    ("/app/none/", "localhost"), ("/", "localhost"), ("/.well-known/acme-challenge/x", "localhost"),
  ])
  func everythingElseIsNotThere(path: String, host: String) async throws {
    try await withDoor(configure: { $0.challenges = "/tmp" }) { (port, _, _) async throws in
      let answer = try await ask(port, get(path, host: "\(host):\(port)"))
      let nobody = try await ask(port, get("/app/nobody/", host: "localhost:\(port)"))
      #expect(answer.status == 404 && answer.body == nobody.body, "\(answer.text)")
      // Nor does a page of its help it there.
      let fields = "Sec-Fetch-Site: same-origin\r\nReferer: http://\(host):\(port)/app/other/\r\n"
      #expect(try await ask(port, get(path, host: "\(host):\(port)", fields)).status == 404)
    }
  }

  /// Its end of the connection has an address of this machine all the same.
  @Test func aGuestIsNoTrustedProxyAndOnNoListOfAddresses() async throws {
    let everybody = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }
    try await withDoor(configure: { $0.trustedProxies = everybody }) { (port, _, _) async throws in
      let forged = "X-Forwarded-For: 203.0.113.7\r\nX-Real-IP: 203.0.113.7\r\n"
      #expect(try await ask(port, get("/app/back/", forged)).text == "/ front []")
    }
    var settings = RouteSettings()
    settings.allow = everybody
    try await withDoor(settings) { (port, _, _) async throws in #expect(try await ask(port, get("/app/back/")).status == 403) }
  }

  @Test func eachGuestIsAClientOfItsOwn() throws {
    let (front, other) = (
      Peer(GatewayGuest(try name("front"), reaching: [])), Peer(GatewayGuest(try name("other"), reaching: []))
    )
    #expect(front.key != other.key && front.key != ClientKey(nil) && front.key != ClientKey(IPAddress("127.0.0.1")))
    #expect(front.text == "front" && !front.isTrusted && front.address == nil)
  }

  @Test func routesThatChangeCountAtOnce() async throws {
    try await withDoor { (port, _, gateway) async throws in
      gateway.setRoute(try name("back"), to: nil)
      #expect(try await ask(port, get("/app/back/")).status == 404)
    }
  }

  @Test func aClosedDoorAnswersNobodyAndLeavesNothingOpen() async throws {
    try await withDoor { (port, door, _) async throws in
      #expect(try await ask(port, get("/app/back/")).status == 200)
      door.close()
      // The listening socket was the door's alone.
      #expect(try await eventually { (try? RawSocket.connect(port)) == nil })
      door.close()
      #expect(door.isClosed)
    }
  }

  /// Environments are taken over before the gateway listens.
  @Test func aDoorWaitsForTheGateway() async throws {
    let app = try TestApp.answering { _ in ok("here") }
    defer { app.stop() }
    let gateway = Gateway(
      GatewayConfiguration(host: "127.0.0.1", port: 0), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    gateway.setRoute(try name("back"), to: app.target())
    let (socket, port) = try listening()
    let (unused, closed) = try listening()
    let guest = GatewayGuest(try name("front"), reaching: [try name("back")])
    let door = await gateway.openDoor(socket, isSecure: false, for: guest)
    await gateway.openDoor(unused, isSecure: false, for: guest).close()
    try await gateway.bind()
    #expect(try await ask(port, get("/app/back/")).text == "here")
    #expect(closed != port && !door.isClosed)
    await gateway.stop()
    #expect(door.isClosed)
  }

  @Test func aDoorForTLSShowsTheGatewaysCertificates() async throws {
    let app = try TestApp.answering { ok($0["x-forwarded-proto"] ?? "") }
    defer { app.stop() }
    try await TLSFixture.with { tls in
      tls.gateway.setRoute(try name("back"), to: app.target())
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "back.localhost")])
      let (socket, port) = try listening()
      let guest = GatewayGuest(try name("front"), reaching: [try name("back")])
      let door = await tls.gateway.openDoor(socket, isSecure: true, for: guest)
      let inside = TLSFixture(gateway: tls.gateway, port: 0, tlsPort: port, certificates: tls.certificates)
      for version in ["--http1.1", "--http2"] {
        #expect(try await inside.curl("back.localhost", "/", version).standardOutput == "https")
        #expect(
          try await inside.curl(
            "back.localhost", "/", version, "-H", "Host: other.localhost", "-o", "/dev/null", "-w", "%{http_code}"
          )
          .standardOutput == "404")
      }
      door.close()
    }
  }
}
