import RoostModel
import Testing

@testable import RoostGateway

/// Requests that an app lost while another target was ready to take over.
@Suite struct StandbyTests {
  /// Reads a request and hangs up.
  private static func deaf() throws -> TestApp {
    try TestApp { socket in _ = try MessageReader(socket).next(isResponse: false) }
  }

  @Test(arguments: [true, false]) func aLostRequestIsMadeAgainWhereItsAppIsThen(hangsUp: Bool) async throws {
    let (lost, standby) = (try Self.deaf(), try TestApp.answering { ok("standby \($0.text)") })
    if !hangsUp { lost.stop() }
    let (answer, lostLoad) = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let target = lost.target()
      target.hasStandby = true
      gateway.setRoute(shop, to: target)
      async let answer = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 && (lost.connections == 1 || !hangsUp) })
      gateway.setRoute(shop, to: standby.target())
      return (try await answer, target)
    }
    #expect(answer.status == 200 && answer.text == "standby ")
    #expect(lostLoad.inFlight == 0)
  }

  @Test func whatCannotBeMadeTwiceIsLostUnlessNobodyHasSeenIt() async throws {
    let (lost, gone, standby) = (try Self.deaf(), try Self.deaf(), try TestApp.answering { ok("standby \($0.text)") })
    gone.stop()
    let post = "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
    let answers = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      var answers: [String] = []
      for app in [lost, gone] {
        let target = app.target()
        target.hasStandby = true
        gateway.setRoute(shop, to: target)
        async let answer = ask(port, post)
        #expect(try await eventually { target.lost == 1 || lost.connections == 1 })
        gateway.setRoute(shop, to: standby.target())
        answers.append(try await "\(answer.status) \(answer.text)")
      }
      return answers
    }
    #expect(answers[0].hasPrefix("502"))
    #expect(answers[1] == "200 standby hi")
  }

  @Test func theWaitForAnotherTargetEnds() async throws {
    let lost = try Self.deaf()
    let answer = try await withGateway({ $0.times.connect = .milliseconds(100) }) { (gateway, port) async throws in
      let target = lost.target()
      target.hasStandby = true
      gateway.setRoute(try name("shop"), to: target)
      return try await ask(port, get("/app/shop/"))
    }
    #expect(answer.status == 502)
  }

  @Test func whereNobodyStandsByALossIsToldAtOnceAndOtherwiseInTheEnd() async throws {
    let lost = try Self.deaf()
    let answers = try await withGateway { (gateway, port) async throws in
      let target = lost.target()
      gateway.setRoute(try name("shop"), to: target)
      let alone = try await ask(port, get("/app/shop/"))
      target.hasStandby = true
      async let waiting = ask(port, get("/app/shop/"))
      #expect(try await eventually { lost.connections == 2 && target.inFlight == 1 })
      gateway.setRoute(try name("shop"), to: .unavailable(Problem(.appNotRunning, "it ended", hint: "none")))
      return [alone, try await waiting]
    }
    #expect(answers.map(\.status) == [502, 502])
  }
}
