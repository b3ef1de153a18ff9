import Foundation
import RoostGateway
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

/// `curl`, over HTTP/1.1 and HTTP/2.
@Suite struct CurlTests {
  static let versions = ["--http1.1", "--http2-prior-knowledge"]

  /// Answers with what was asked; below `/bytes/` with that many, and counts what is uploaded without keeping it.
  private func app() throws -> TestApp {
    try TestApp { socket in
      let reader = MessageReader(socket)
      while let head = try reader.head() {
        if let count = Int(head.target.dropFirst("/bytes/".count)), head.target.hasPrefix("/bytes/") {
          try socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
          let block = [UInt8](repeating: 98, count: 1 << 20)
          for start in stride(from: 0, to: count, by: block.count) { try socket.send(Array(block.prefix(count - start))) }
        } else {
          try socket.send(try CurlTests.counted(head, reader))
        }
      }
    }
  }

  private static func counted(_ head: Message, _ reader: MessageReader) throws -> String {
    if head["expect"] == "100-continue" { try reader.socket.send("HTTP/1.1 100 Continue\r\n\r\n") }
    var left = head["content-length"].flatMap { Int($0) } ?? 0
    let total = left
    left -= reader.buffer.count
    reader.buffer = []
    while left > 0 { left -= max(1, try reader.socket.read(1 << 20).count) }
    return ok("\(head.startLine) \(total)")
  }

  private func curl(_ arguments: [String], _ path: String = "/app/shop/x") async throws -> CommandOutput {
    let app = try app()
    defer { app.stop() }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let common = ["--silent", "--show-error", "--max-time", "60", "http://127.0.0.1:\(port)\(path)"]
      return try await TestProcess("/usr/bin/curl", arguments + common).finish()
    }
  }

  @Test(arguments: versions)
  func asks(version: String) async throws {
    let result = try await curl([version, "--include"])
    #expect(result.output.hasPrefix(version == "--http1.1" ? "HTTP/1.1 200 OK\r\n" : "HTTP/2 200 \r\n"), "\(result.errors)")
    #expect(result.output.hasSuffix("GET /x HTTP/1.1 0"))
  }

  @Test(arguments: versions)
  func asksForTheHeadAlone(version: String) async throws {
    let result = try await curl([version, "--head"], "/app/shop/bytes/1234")
    #expect(result.output.lowercased().contains("content-length: 1234\r\n"), "\(result.errors)")
  }

  private static let size = 100_000_000

  /// 100 MB down, with a digest of nothing but its length, and slowly at first.
  @Test(arguments: versions)
  func downloads(version: String) async throws {
    let result = try await curl(
      [version, "--output", "/dev/null", "--write-out", "%{http_version} %{size_download}"], "/app/shop/bytes/\(CurlTests.size)")
    #expect(result.output == (version == "--http1.1" ? "1.1 " : "2 ") + "\(CurlTests.size)", "\(result.errors)")
  }

  @Test(arguments: versions)
  func uploads(version: String) async throws {
    try await ScratchDirectory.with("curl") { directory in
      let file = directory.appending("zeros")
      #expect(FileManager.default.createFile(atPath: file.string, contents: nil) && truncate(file.string, CurlTests.size) == 0)
      let result = try await curl([version, "--upload-file", file.string])
      #expect(result.output == "PUT /x HTTP/1.1 \(CurlTests.size)", "\(result.errors)")
    }
  }
}
