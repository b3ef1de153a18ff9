import Foundation
import Logging
import NIOPosix
import RoostModel
import SystemPackage
import Testing

@testable import RoostGateway

/// Access logs over real sockets, as they stand on disk.
@Suite struct AccessLogTests {
  private let home = FilePath("/tmp/roost-access-\(UUID().uuidString.prefix(8))")
  private var directory: FilePath { home.appending("logs") }

  private var logged: RouteSettings {
    var settings = RouteSettings()
    settings.accessLog = true
    return settings
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home.string) }

  private func lines(_ app: String) -> [Substring] {
    let text = (try? String(contentsOfFile: directory.appending("\(app).log").string, encoding: .utf8)) ?? ""
    return text.split(separator: "\n")
  }

  private func records(_ app: String) throws -> [AccessRecord] {
    try lines(app).map { try JSONDecoder().decode(AccessRecord.self, from: Data($0.utf8)) }
  }

  private func with(_ body: (Gateway, Int) async throws -> Void) async throws {
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    defer { remove() }
    try await withGateway({ $0.accessLogs = directory }, body)
  }

  @Test func aLineHoldsTheRequestWithoutItsSecrets() async throws {
    let app = try TestApp.answering { _ in ok("hello") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
      _ = try await ask(
        port,
        get(
          "/app/shop/cart?token=secret",
          "User-Agent: probe/1\r\nX-Request-Id: abc-12345\r\ntraceparent: 00-\(trace)-00f067aa0ba902b7-01\r\n"))
      #expect(try await eventually { lines("shop").count == 1 })
      let record = try #require(try records("shop").first)
      #expect(record.path == "/app/shop/cart" && record.method == "GET" && record.host == "roost.test:8080")
      #expect(record.status == 200 && !record.aborted && record.client == "127.0.0.1" && record.agent == "probe/1")
      #expect(record.id == "abc-12345" && record.trace == trace && record.protocol == "HTTP/1.1" && !record.tls)
      #expect(record.sent > 5 && record.received > 50 && record.duration >= (record.upstream ?? .max))
      #expect(record.time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
      #expect(!lines("shop")[0].contains("secret"))
    }
  }

  @Test func itSaysHowTheClientAsked() async throws {
    let app = try TestApp.answering { _ in ok("hello") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request())])
        #expect(try client.reply().text == "hello")
      }
      #expect(try await eventually { lines("shop").count == 1 })
      _ = try await ask(port, "GET /app/shop/ HTTP/1.0\r\n\r\n")
      #expect(try await eventually { lines("shop").count == 2 })
      #expect(try records("shop").map(\.protocol) == ["HTTP/2", "HTTP/1.0"])
      #expect(try records("shop").map(\.tls) == [false, false])
    }
  }

  @Test func anAppThatDoesNotAskHasNone() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("quiet"), to: app.target())
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      _ = try await ask(port, get("/app/quiet/"))
      _ = try await ask(port, get("/app/shop/"))
      #expect(try await eventually { lines("shop").count == 1 })
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.string) == ["shop.log"])
    }
  }

  /// What a client sends cannot end a line, begin another or leave JSON.
  @Test func hostileBytesStayInTheirField() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        let agent: [UInt8] = Array("x\",\"status\":500,\"y\":\"\\".utf8) + [0xFF, 0xC3, 0x28, 0x09, 0xE2, 0x80, 0xA8]
        try reader.socket.send(
          Array("GET /app/shop/%0a%22 HTTP/1.1\r\nHost: h\r\nUser-Agent: ".utf8) + agent + Array("\r\n\r\n".utf8))
        _ = try reader.next(isResponse: true)
      }
      #expect(try await eventually { lines("shop").count == 1 })
      let line = lines("shop")[0]
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
      let record = try #require(try records("shop").first)
      #expect(record.status == 200 && record.agent.hasPrefix("x\",\"status\":500") && record.path == "/app/shop/%0a%22")
    }
  }

  @Test func aRequestsIDReachesBothSides() async throws {
    let app = try TestApp.answering { ok($0.all("x-request-id").joined(separator: ","), "X-Request-Id: the-apps-own\r\n") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      let made = try await ask(port, get("/app/shop/"))
      #expect(made.all("x-request-id") == [made.text] && made.text.wholeMatch(of: /[0-9a-f]{32}/) != nil)
      let kept = try await ask(port, get("/app/shop/", "X-Request-Id: 0123-abcd\r\n"))
      #expect(kept.text == "0123-abcd" && kept.all("x-request-id") == ["0123-abcd"])
      for wrong in ["short", "has blank in it", "a;b;c;d;e;f", String(repeating: "a", count: 200)] {
        let replaced = try await ask(port, get("/app/shop/", "X-Request-Id: \(wrong)\r\n"))
        #expect(replaced.text.wholeMatch(of: /[0-9a-f]{32}/) != nil && replaced.all("x-request-id") == [replaced.text])
      }
      let twice = try await ask(port, get("/app/shop/", "X-Request-Id: first-one\r\nX-Request-Id: second-one\r\n"))
      #expect(twice.text == "first-one")
      #expect(try await eventually { lines("shop").count == 7 })
      #expect(try records("shop").map(\.id).prefix(2) == [made.text, "0123-abcd"])
    }
  }

  @Test func thePagesOfTheGatewayCarryTheID() async throws {
    try await with { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"), to: .unavailable(Problem(.unsupported, "not now", hint: "wait")), settings: logged)
      let answer = try await ask(port, get("/app/shop/", "X-Request-Id: 0123-abcd\r\n"))
      #expect(answer.status == 503 && answer.all("x-request-id") == ["0123-abcd"])
      #expect(try await eventually { lines("shop").count == 1 })
      #expect(try records("shop").first?.status == 503)
    }
  }

  @Test func aClientThatLeavesIs499() async throws {
    let never = Door()
    defer { never.open() }
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      never.wait()
    }
    try await with { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target, settings: logged)
      try await onThread {
        let socket = try RawSocket.connect(port)
        try socket.send(get("/app/shop/"))
        _ = waitUntil { target.inFlight == 1 }
      }
      #expect(try await eventually { lines("shop").count == 1 })
      let record = try #require(try records("shop").first)
      #expect(record.status == 499 && record.aborted && record.upstream == nil)
    }
  }

  @Test func aReaderSeesWhatIsKeptAndWhatComes() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: logged)
      for number in 1...3 { _ = try await ask(port, get("/app/shop/\(number)")) }
      var coming = try await gateway.accessLog(of: name("shop"), tail: 2, follows: true).makeAsyncIterator()
      let kept = String(decoding: try #require(await coming.next()), as: UTF8.self)
      #expect(kept.split(separator: "\n").count == 2 && kept.contains("/app/shop/3") && !kept.contains("/app/shop/1"))
      _ = try await ask(port, get("/app/shop/4"))
      let next = String(decoding: try #require(await coming.next()), as: UTF8.self)
      #expect(next.split(separator: "\n").count == 1 && next.contains("/app/shop/4"))
      var all: [UInt8] = []
      for await part in try await gateway.accessLog(of: name("shop"), tail: nil, follows: false) { all += part }
      #expect(all.count { $0 == UInt8(ascii: "\n") } == 4)
      gateway.setRoute(try name("shop"), to: nil)
      #expect(try await eventually { lines("shop").isEmpty })
    }
  }

  @Test func aReaderMissesNothingThatAnotherThreadIsAboutToWrite() async throws {
    defer { remove() }
    let threads = NIOThreadPool(numberOfThreads: 2)
    threads.start()
    let log = AccessLog(directory: directory, threads: threads, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let shop = try name("shop")
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    for number in 1...300 {
      log.add(Array("line \(number)\n".utf8), of: shop)
      async let written: Void = threads.runIfActive { log.write() }
      var all: [UInt8] = []
      for await part in try await log.read(shop, tail: nil, follows: false) { all += part }
      #expect(all.count { $0 == UInt8(ascii: "\n") } == number)
      try await written
    }
    try await threads.shutdownGracefully()
  }

  @Test func aFullFileBecomesTheOneBefore() throws {
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    defer { remove() }
    let file = AccessLogFile(path: home.appending("x.log"), limit: 100)
    for number in 0..<50 { try file.append(Array("line \(number)\n".utf8)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.string).sorted() == ["x.log", "x.log.1"])
    let newest = String(decoding: try file.newest(60), as: UTF8.self).split(separator: "\n")
    #expect(newest.last == "line 49" && newest.count > 3 && newest.allSatisfy { $0.hasPrefix("line ") })
    #expect(try file.newest(1 << 20).count <= 220)
    file.remove()
    #expect(try file.newest(100) == [])
  }

  /// A disk that does not keep up costs lines, never memory, and they are counted.
  @Test func aFullStoreDropsAndSaysSo() throws {
    defer { remove() }
    let threads = NIOThreadPool(numberOfThreads: 1)
    let log = AccessLog(directory: directory, threads: threads, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1023) + [UInt8(ascii: "\n")]
    let shop = try name("shop")
    for _ in 0..<AccessLog.capacity / line.count + 10 { log.add(line, of: shop) }
    #expect(log.dropped == 10)
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    log.write()
    let file = AccessLogFile(path: directory.appending("shop.log"))
    #expect(String(decoding: try file.newest(200), as: UTF8.self).contains("\"dropped\":10"))
    log.add(line, of: shop)
    #expect(log.dropped == 10)
  }
}
