import Foundation
import Glibc
import RoostModel
import SystemPackage
import Testing

@testable import RoostGateway

/// Static sites, over the wire and on a real directory.
@Suite struct FilesTests {
  @Test func findsWhatIsMeant() async throws {
    try await withSite { (port, _) async throws in
      for (path, text) in [
        "/": "home", "/about": "about", "/about.html": "about", "/docs/": "docs", "/a%20b.txt": "spaced",
        "/.well-known/x": "known",
      ] {
        let answer = try await ask(port, get("/app/site" + path))
        #expect(answer.status == 200, "\(path)")
        #expect(answer.text == text, "\(path)")
      }
      let page = try await ask(port, get("/", host: "site.localhost"))
      #expect(page["content-type"] == "text/html; charset=utf-8")
      #expect(page["x-content-type-options"] == "nosniff")
      let slash = try await ask(port, get("/app/site/docs?a=1"))
      #expect(slash.status == 308)
      #expect(slash["location"] == "/app/site/docs/?a=1")
      #expect(try await ask(port, get("//docs", host: "site.localhost"))["location"] == "/docs/")
    }
  }

  @Test(arguments: [
    "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/docs/..%2f..%2f..%2fsecret", "/%2fetc/passwd", "//etc/passwd", "/link",
    "/up/secret", "/.env",
    "/.git/config", "/%2egit/config", "/docs/%2e%2e%2f%2eenv", "/..%5csecret", "/pipe", "/docs/../.env", "/nothing",
    "/about.html/x", "/index.html%00.txt", "/%c0%ae%c0%ae/secret",
  ])
  func nothingElseIsServed(path: String) async throws {
    try await withSite { (port, _) async throws in
      for request in [get("/app/site" + path), get(path, host: "site.localhost")] {
        let answer = try await ask(port, request)
        #expect([400, 404].contains(answer.status))
        #expect(!answer.text.contains("secret"))
      }
    }
  }

  @Test func singlePageAppsGetTheirFirstPage() async throws {
    try await withSite(singlePage: true) { (port, _) async throws in
      #expect(try await ask(port, get("/app/site/users/7")).text == "home")
      #expect(try await ask(port, get("/app/site/v1.2", "Accept: text/html\r\n")).text == "home")
      #expect(try await ask(port, get("/app/site/missing.js")).status == 404)
      #expect(try await ask(port, get("/app/site/.env")).status == 404)
    }
  }

  @Test func readsOnlyAndKnowsVersions() async throws {
    try await withSite { (port, _) async throws in
      let first = try await ask(port, get("/app/site/about"))
      let tag = try #require(first["etag"])
      let date = try #require(first["last-modified"])
      #expect(try await ask(port, get("/app/site/about", "If-None-Match: \"x\", W/\(tag)\r\n")).status == 304)
      #expect(try await ask(port, get("/app/site/about", "If-Modified-Since: \(date)\r\n")).status == 304)
      #expect(try await ask(port, get("/app/site/about", "If-None-Match: \"x\"\r\nIf-Modified-Since: \(date)\r\n")).status == 200)
      let post = try await ask(port, "POST /app/site/about HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi")
      #expect(post.status == 405)
      #expect(post["allow"] == "GET, HEAD")
      let head = try await ask(port, "HEAD /app/site/about HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", toHead: true)
      #expect(head["content-length"] == "5")
    }
  }

  @Test func parts() async throws {
    try await withSite { (port, _) async throws in
      let part = try await ask(port, get("/app/site/big.bin", "Range: bytes=10-14\r\n"))
      #expect(part.status == 206)
      #expect(part.text == "01234")
      #expect(part["content-range"] == "bytes 10-14/5000000")
      #expect(try await ask(port, get("/app/site/big.bin", "Range: bytes=-3\r\n")).text == "789")
      #expect(try await ask(port, get("/app/site/big.bin", "Range: bytes=5000000-\r\n")).status == 416)
      #expect(try await ask(port, get("/app/site/big.bin", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n")).status == 200)
    }
  }

  @Test func manyFilesOverOneConnection() async throws {
    try await withSite { (port, root) async throws in
      let sizes = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try (0..<20).map { number in
          try reader.socket.send(get(number % 2 == 0 ? "/app/site/big.bin" : "/app/site/empty"))
          return try reader.next(isResponse: true)?.body.count
        }
      }
      #expect(sizes == (0..<20).map { $0 % 2 == 0 ? 5_000_000 : 0 })
      #expect(try await eventually { Descriptors.open(under: root).isEmpty })
    }
  }

  @Test(arguments: [
    ("bytes=0-0", ByteRange.part(from: 0, count: 1)), ("bytes=5-", .part(from: 5, count: 5)),
    ("bytes=-4", .part(from: 6, count: 4)), ("bytes=-99", .part(from: 0, count: 10)),
    ("bytes=8-99", .part(from: 8, count: 2)), ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=5-4", .whole),
    ("bytes=20-4", .whole),
    ("bytes=-", .whole), ("bytes=1-2,4-5", .whole), ("bytes=a-b", .whole), ("items=0-1", .whole),
    ("bytes=99999999999999999999-", .whole), ("bytes=+1-2", .whole),
  ])
  func ranges(field: String, expected: ByteRange) {
    #expect(ByteRange(field, size: 10) == expected)
  }
}
