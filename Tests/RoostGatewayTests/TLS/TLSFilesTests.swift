import Foundation
import RoostGateway
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// Files where the kernel cannot copy them to the socket, and where it can.
@Suite struct TLSFilesTests {
  private static func withSite(_ size: Int, _ body: (TLSFixture, FilePath, [UInt8]) async throws -> Void) async throws {
    let root = NSTemporaryDirectory() + "roost-site-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    try Data(bytes).write(to: URL(fileURLWithPath: root + "/file.bin"))
    try await TLSFixture.with({ $0.times.stall = .milliseconds(800) }) { tls in
      tls.gateway.setRoute(try name("site"), to: .files(root: FilePath(root), singlePage: false))
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "localhost")])
      try await body(tls, FilePath(root), bytes)
    }
  }

  @Test(arguments: [0, 1, 65_536, 65_537, 10 << 20])
  func aFileArrivesWhole(_ size: Int) async throws {
    try await Self.withSite(size) { tls, root, bytes in
      let result = try await tls.curl("localhost", "/app/site/file.bin", "--fail", "--output", root.string + "/got")
      #expect(result.succeeded, "\(result.standardError)")
      let got = try Data(contentsOf: URL(fileURLWithPath: root.string + "/got"))
      #expect(Array(got) == bytes)
      let tail = try await tls.curl(
        "localhost", "/app/site/file.bin", "--range", "-1", "--write-out", "%{http_code}", "--output", "-")
      #expect(tail.standardOutput.hasSuffix(size == 0 ? "416" : "206"))
    }
  }

  @Test(arguments: ["https", "http"])
  func twoFilesOnOneConnection(_ scheme: String) async throws {
    try await Self.withSite(3 << 20) { tls, root, bytes in
      let address = "\(scheme)://localhost:\(scheme == "https" ? tls.tlsPort : tls.port)/app/site/file.bin"
      let command = ExternalCommand(
        "curl",
        [
          "--silent", "--noproxy", "*", "--cacert", tls.certificates.authorityFile, "--write-out",
          "%{num_connects} %{size_download}\n", "--output", "/dev/null", address, "--output", "/dev/null", address,
        ])
      let result = try await command.run()
      #expect(result.standardOutput == "1 \(bytes.count)\n0 \(bytes.count)\n")
      #expect(try await eventually { Descriptors.open(under: root.string).isEmpty })
    }
  }

  @Test func aClientThatTakesNothingIsCutAndItsFileClosed() async throws {
    try await Self.withSite(64 << 20) { tls, root, _ in
      let client = "openssl s_client -quiet -connect 127.0.0.1:\(tls.tlsPort) -servername localhost"
      let request = "printf 'GET /app/site/file.bin HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n'; sleep 4"
      async let stuck = ExternalCommand("sh", ["-c", "(\(request)) | timeout 6 \(client) 2>/dev/null | sleep 4"]).run()
      #expect(try await eventually { !Descriptors.open(under: root.string).isEmpty })
      #expect(try await eventually { Descriptors.open(under: root.string).isEmpty })
      _ = try await stuck
    }
  }
}
