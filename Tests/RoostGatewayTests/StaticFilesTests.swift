import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostGateway

/// Files that the gateway answers in an app's place.
@Suite struct StaticFilesTests {
  /// An app that answers with what it was asked for, and files at `/static/`.
  private func withApp(_ mode: PrefixMode = .strip, _ body: (Gateway, Int) async throws -> Void) async throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "roost-statics-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root.appending(path: "css/page"), withIntermediateDirectories: true)
    let files = [
      "css/site.css": "body{}", "css/site.css.gz": "packed", "css/page/index.html": "index", ".env": "secret",
      "_redirects": "/* /elsewhere", "main.55e7cbb9ba48.js": "hashed", "large.bin": String(repeating: "0123456789", count: 9_000),
    ]
    for (path, text) in files { try Data(text.utf8).write(to: root.appending(path: path)) }
    let secret = root.appendingPathExtension("secret")
    try Data("secret".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    try FileManager.default.createSymbolicLink(at: root.appending(path: "link.txt"), withDestinationURL: secret)
    let app = try TestApp.answering { ok("app \($0.startLine.split(separator: " ").prefix(2).joined(separator: " "))") }
    let port = app.port
    try await withGateway { (gateway, gatewayPort) async throws in
      let target = Target.upstream(
        prefixMode: mode, statics: [StaticFiles(path: "/static/", root: FilePath(root.path))]
      ) { () async throws(Problem) in try Dial.loopback(port) }
      gateway.setRoute(try name("shop"), to: target)
      try await body(gateway, gatewayPort)
      #expect(try await eventually { target.inFlight == 0 })
    }
  }

  @Test(arguments: [PrefixMode.strip, .scriptName]) func filesWinAndTheRestIsTheApps(_ mode: PrefixMode) async throws {
    let place = mode == .strip ? "" : "/app/shop"
    try await withApp(mode) { (_, port) async throws in
      // Twice: looked up, and from the cache.
      for _ in 0..<2 {
        let file = try await ask(port, get("/app/shop/static/css/site.css"))
        #expect(file.text == "body{}")
        #expect(file["content-type"] == "text/css; charset=utf-8")
        #expect(try await ask(port, get("/static/css/site.css", host: "shop.localhost")).text == "body{}")
        let packed = try await ask(port, get("/app/shop/static/css/site.css", "Accept-Encoding: gzip\r\n"))
        #expect(packed.text == "packed")
        #expect(packed["content-encoding"] == "gzip")
        for path in [
          "/static/none.css", "/static/", "/static", "/static/css", "/static/css/page/", "/static/.env", "/static/link.txt",
          "/static/page", "/staticx/css/site.css", "/css/site.css", "/",
        ] {
          #expect(try await ask(port, get("/app/shop" + path)).text == "app GET \(place)\(path)", "\(path)")
        }
      }
      for path in ["/static/css/../.env", "/static/%2e%2e/x", "/static/css%2f..%2f.env"] {
        #expect(try await ask(port, get("/app/shop" + path)).text.contains("secret") == false, "\(path)")
      }
      let post = try await ask(
        port, "POST /app/shop/static/css/site.css HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi")
      #expect(post.text == "app POST \(place)/static/css/site.css")
    }
  }

  @Test func theyAreAnsweredAsThoseOfASiteAre() async throws {
    try await withApp { (_, port) async throws in
      let hashed = try await ask(port, get("/app/shop/static/main.55e7cbb9ba48.js"))
      #expect(hashed["cache-control"]?.contains("immutable") == true)
      let tag = try #require(hashed["etag"])
      let known = try await ask(port, get("/app/shop/static/main.55e7cbb9ba48.js", "If-None-Match: \(tag)\r\n"))
      #expect(known.status == 304)
      let part = try await ask(port, get("/app/shop/static/large.bin", "Range: bytes=5-8\r\n"))
      #expect(part.status == 206)
      #expect(part.text == "5678")
      let head = try await ask(port, "HEAD /app/shop/static/large.bin HTTP/1.1\r\nHost: h\r\n\r\n", toHead: true)
      #expect(head["content-length"] == "90000")
    }
  }

  /// Requests that come at once on one connection: a file, one that is not there, the app, a file.
  @Test func theyKeepTheirOrder() async throws {
    try await withApp { (_, port) async throws in
      let texts = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        let paths = ["/static/large.bin", "/static/none", "/x", "/static/css/site.css", "/static/none", "/static/large.bin"]
        try reader.socket.send(paths.map { get("/app/shop" + $0) }.joined())
        return try paths.map { _ in (try reader.next(isResponse: true)?.text ?? "-").prefix(20) }
      }
      let large = "01234567890123456789"
      #expect(texts == [large[...], "app GET /static/none", "app GET /x", "body{}", "app GET /static/none", large[...]])
    }
  }

  @Test func whoMayNotSeeTheAppDoesNotSeeThem() async throws {
    try await withApp { (gateway, port) async throws in
      gateway.setMaintenance(try name("shop"), Maintenance(message: nil, allow: []))
      #expect(try await ask(port, get("/app/shop/static/css/site.css")).status == 503)
      gateway.setMaintenance(try name("shop"), nil)
      gateway.hold(try name("shop"), Hold(requests: 0))
      #expect(try await ask(port, get("/app/shop/static/css/site.css")).status == 503)
    }
  }
}
