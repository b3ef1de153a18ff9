import Foundation
import SystemPackage
import Testing

@testable import RoostGateway

/// What a static site says beside its files: encodings, rules, pages of its own, and how long a file may be kept.
@Suite struct SiteTests {
  private func ask(_ port: Int, _ path: String, _ fields: String = "") async throws -> Message {
    try await RoostGatewayTests.ask(port, get("/app/site" + path, fields))
  }

  @Test func precompressedSiblings() async throws {
    let files = [
      "app.js": "plain plain plain", "app.js.gz": "gzipped", "app.js.br": "brotli", "only.css": "css", "only.css.gz": "gz",
    ]
    try await withSite(files) { (port, _) async throws in
      var tags: Set<String> = []
      // Twice: looked up, and from the cache.
      for _ in 0..<2 {
        for (accepted, coding, text) in [
          ("gzip, deflate, br", "br", "brotli"), ("gzip", "gzip", "gzipped"), ("identity", "-", "plain plain plain"),
          ("br;q=0.1, gzip;q=0.9", "gzip", "gzipped"), ("br;q=0", "-", "plain plain plain"), ("*", "br", "brotli"),
        ] {
          let answer = try await ask(port, "/app.js", "Accept-Encoding: \(accepted)\r\n")
          #expect(answer["content-encoding"] ?? "-" == coding, "\(accepted)")
          #expect(answer.text == text)
          #expect(answer["content-type"] == "text/javascript; charset=utf-8")
          #expect(answer["vary"] == "Accept-Encoding")
          tags.insert(try #require(answer["etag"]))
        }
      }
      #expect(tags.count == 3)
      let brotli = try await ask(port, "/app.js", "Accept-Encoding: br\r\n")
      let tag = try #require(brotli["etag"])
      let known = try await ask(port, "/app.js", "Accept-Encoding: br\r\nIf-None-Match: \(tag)\r\n")
      #expect(known.status == 304)
      #expect(known["vary"] == "Accept-Encoding")
      #expect(try await ask(port, "/app.js", "Accept-Encoding: gzip\r\nIf-None-Match: \(tag)\r\n").status == 200)
      let part = try await ask(port, "/app.js", "Accept-Encoding: br\r\nRange: bytes=0-1\r\n")
      #expect(part.text == "br")
      #expect(part["content-range"] == "bytes 0-1/6")
      #expect(part["content-encoding"] == "br")
      #expect(try await ask(port, "/only.css", "Accept-Encoding: br\r\n").text == "css")
      #expect(try await ask(port, "/only.css", "Accept-Encoding: br, gzip\r\n").text == "gz")
      let itself = try await ask(port, "/app.js.gz", "Accept-Encoding: gzip\r\n")
      #expect(itself["content-encoding"] == nil)
      #expect(itself["content-type"] == "application/gzip")
      #expect(try await ask(port, "/about", "Accept-Encoding: gzip\r\n")["vary"] == nil)
    }
  }

  /// What a page of the release before names is found, by names that hold a hash and no others, and while its time lasts.
  @Test func filesOfTheReleaseBefore() async throws {
    let before = try directory(["index.html": "old", "gone.html": "old", "assets/app-0a1b2c3d.js": "old code", "logo.svg": "old"])
    let after = try directory(["index.html": "new", "assets/app-9f8e7d6c.js": "new code"])
    defer { for path in [before, after] { try? FileManager.default.removeItem(atPath: path) } }
    for singlePage in [false, true] {
      try await withGateway { (gateway, port) async throws in
        let target = Target.files(root: FilePath(after), singlePage: singlePage)
        gateway.setRoute(try name("site"), to: target)
        let missing = try await ask(port, "/assets/app-0a1b2c3d.js")
        #expect(missing.status == 404)
        let hour = Date().timeIntervalSince1970 + 3600
        target.lookBack(to: [
          EarlierFiles(path: "/static/", root: FilePath(before), until: hour),
          EarlierFiles(root: FilePath("/none"), until: hour), EarlierFiles(root: FilePath(before), until: hour),
        ])
        let old = try await ask(port, "/assets/app-0a1b2c3d.js")
        #expect(old.text == "old code")
        #expect(old["cache-control"] == "public, max-age=31536000, immutable")
        #expect(try await ask(port, "/assets/app-9f8e7d6c.js").text == "new code")
        #expect(try await ask(port, "/").text == "new")
        #expect(try await ask(port, "/logo.svg").status == 404)
        #expect(try await ask(port, "/gone").text != "old")
        target.lookBack(to: [EarlierFiles(root: FilePath(before), until: hour - 7200)])
        #expect(try await ask(port, "/assets/app-0a1b2c3d.js").status == 404)
      }
    }
  }

  private func directory(_ files: [String: String]) throws -> String {
    let root = FileManager.default.temporaryDirectory.appending(path: "roost-site-\(UUID().uuidString)")
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return root.path
  }

  @Test func redirects() async throws {
    let rules = """
      /old /new 302
      /blog/* /posts/:splat 301
      /about /elsewhere 302
      /docs/ /forced 307!
      /far/* https://example.org/:splat 308
      /spa/* /about.html 200
      /gone /about 404
      /nowhere /not-there 200
      """
    try await withSite(["_redirects": rules]) { (port, _) async throws in
      for (path, status, location) in [
        ("/old?a=1", 302, "/app/site/new?a=1"), ("/blog/a/b", 301, "/app/site/posts/a/b"), ("/docs/", 307, "/app/site/forced"),
        ("/far/x", 308, "https://example.org/x"), ("/blog//evil.test", 301, "/app/site/posts/evil.test"),
      ] {
        let answer = try await ask(port, path)
        #expect(answer.status == status, "\(path)")
        #expect(answer["location"] == location, "\(path)")
      }
      let own = try await RoostGatewayTests.ask(port, get("/old", host: "site.localhost"))
      #expect(own["location"] == "/new")
      // A file is there: only a forced rule comes before it.
      #expect(try await ask(port, "/about").text == "about")
      let rewritten = try await ask(port, "/spa/x/y")
      #expect(rewritten.status == 200)
      #expect(rewritten.text == "about")
      let gone = try await ask(port, "/gone")
      #expect(gone.status == 404)
      #expect(gone.text == "about")
      #expect(gone["etag"] == nil)
      #expect(try await ask(port, "/nowhere").status == 404)
    }
  }

  @Test func rulesAreNeverServed() async throws {
    try await withSite(singlePage: false, ["_redirects": "/a /b secret", "_headers": "/*\n  X-A: secret"]) {
      (port, _) async throws in
      for path in ["/_redirects", "/_headers", "/%5Fredirects", "/_redirects/", "//_headers"] {
        let answer = try await ask(port, path)
        #expect(answer.status == 404, "\(path)")
        #expect(!answer.text.contains("secret"))
      }
    }
  }

  @Test func headers() async throws {
    let rules = "/*\n  X-Frame-Options: DENY\n  Content-Length: 7\n/app.js\n  Cache-Control: max-age=60\n  Vary: Origin\n"
    try await withSite(["_headers": rules, "app.js": "js", "app.js.gz": "gz", "404.html": "lost"]) { (port, _) async throws in
      for _ in 0..<2 {
        let script = try await ask(port, "/app.js")
        #expect(script["x-frame-options"] == "DENY")
        #expect(script.all("cache-control") == ["max-age=60"])
        #expect(script.all("content-length") == ["2"])
        #expect(script["vary"] == "Origin, Accept-Encoding")
      }
      let tag = try #require(try await ask(port, "/app.js")["etag"])
      #expect(try await ask(port, "/app.js", "If-None-Match: \(tag)\r\n")["cache-control"] == "max-age=60")
      #expect(try await ask(port, "/missing")["x-frame-options"] == "DENY")
    }
  }

  @Test func itsOwnPageForWhatIsMissing() async throws {
    try await withSite(["404.html": "lost"]) { (port, _) async throws in
      let page = try await ask(port, "/nothing", "Accept: text/html\r\nRange: bytes=0-0\r\nIf-None-Match: *\r\n")
      #expect(page.status == 404)
      #expect(page.text == "lost")
      #expect(page["content-type"] == "text/html; charset=utf-8")
      #expect(page["cache-control"] == "no-cache")
      #expect(try await ask(port, "/nothing", "Accept: application/json\r\n").text.contains("gateway.not-found"))
      #expect(try await ask(port, "/.env").text == "lost")
    }
  }

  @Test func pagesAndSlashes() async throws {
    try await withSite(["docs.html": "docs page", "assets/app-BfX3kd9Q.js": "js"]) { (port, _) async throws in
      // The page wins over the directory of the same name, as without a gateway in between.
      #expect(try await ask(port, "/docs").text == "docs page")
      #expect(try await ask(port, "/docs/").text == "docs")
      let slash = try await ask(port, "/about/?a=1")
      #expect(slash.status == 308)
      #expect(slash["location"] == "/app/site/about?a=1")
      #expect(try await ask(port, "/empty-directory/").status == 404)
      #expect(try await ask(port, "/assets/app-BfX3kd9Q.js")["cache-control"] == "public, max-age=31536000, immutable")
      #expect(try await ask(port, "/")["cache-control"] == "no-cache")
    }
  }

  /// What is changed in place is seen, what is removed is gone, and nothing stays open.
  @Test func nothingIsKeptForLong() async throws {
    try await withSite { (port, root) async throws in
      #expect(try await ask(port, "/about").text == "about")
      try Data("changed".utf8).write(to: URL(filePath: root).appending(path: "about.html"))
      #expect(
        try await eventually { (try? MessageReader(RawSocket.connect(port)).once(get("/app/site/about")))?.text == "changed" })
    }
  }

  /// A client that asks and does not read gets no more than a connection's buffers hold.
  @Test func answersNobodyReads() async throws {
    try await withSite(["page.txt": String(repeating: "x", count: 30_000)]) { (port, _) async throws in
      let bodies = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        let count = 400
        let requests = String(repeating: get("/app/site/page.txt"), count: count)
        let socket = reader.socket
        Thread.detachNewThread {
          // The reader's end shows what failed.
          try? socket.send(requests)
        }
        return try (0..<count).map { _ in try reader.next(isResponse: true)?.body.count ?? 0 }
      }
      #expect(bodies.allSatisfy { $0 == 30_000 })
    }
  }
}

extension MessageReader {
  fileprivate func once(_ request: String) throws -> Message? {
    try socket.send(request)
    return try next(isResponse: true)
  }
}
