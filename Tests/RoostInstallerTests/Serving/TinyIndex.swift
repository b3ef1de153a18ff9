import Crypto
import Foundation
import RoostCatalog
import RoostModel
import Testing

/// A package index with one package, `tiny-tool`, whose wheel is an archive of a few entries.
struct TinyIndex: Sendable {
  /// The archive as served.
  var wheel: [UInt8]
  /// What the index says its SHA-256 is; `nil` is the truth.
  var claimedSum: String?

  static let file = "tiny_tool-1.2.0-py3-none-any.whl"
  static let filePath = "/files/\(file)"

  /// A wheel with a program that prints its version, a file to be skipped, and one that a link leads to.
  static func wheel(printing output: String = "tiny 1.2.0", padding: Int = 0, extra: [ZipBuilder.Entry] = []) -> [UInt8] {
    let script = Array("#!/bin/sh\necho \(output)\n".utf8)
    return ZipBuilder.archive(
      [
        .init(name: "tiny/bin/tiny", contents: script, mode: 0o100755),
        .init(name: "tiny/lib/target.js", contents: Array("x".utf8)),
        .init(name: "tiny/share/doc/big", contents: [UInt8](repeating: 65, count: 5000)),
        .init(name: "tiny/data", contents: [UInt8](repeating: 66, count: padding)),
        .init(name: "tiny_tool-1.2.0.dist-info/METADATA", contents: Array("Name: tiny-tool\n".utf8)),
      ] + extra)
  }

  static var sumOf: @Sendable ([UInt8]) -> String { { SHA256.hash(data: $0).map { String(format: "%02x", $0) }.joined() } }

  /// Answers for everything but the wheel itself.
  func page(_ request: FaultyServer.Request) -> FaultyServer.Answer? {
    switch request.path {
    case "/simple/tiny-tool/":
      let sum = claimedSum ?? TinyIndex.sumOf(wheel)
      let link = "<a href=\"\(TinyIndex.filePath)#sha256=\(sum)\">\(TinyIndex.file)</a>"
      return .init(headers: ["Content-Type": "text/html"], body: Array("<html><body>\(link)</body></html>".utf8))
    case TinyIndex.filePath: return nil
    default: return .init(status: 404)
    }
  }

  /// A server that gives the wheel as it is.
  func serve() throws -> FaultyServer {
    try FaultyServer { request in page(request) ?? .file(wheel, for: request) }
  }

  /// The catalogue entry of a runtime made from it.
  static func catalogue() throws -> Catalogue {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID("tiny")), title: "Tiny", scheme: .semver,
      source: .wheel(
        WheelSource(
          package: "tiny-tool", subtree: "tiny", destination: "usr/local", skip: ["share/**"],
          links: ["bin/linked": "../lib/target.js", "bin/gone": "../lib/gone.js"])))
    entry.variables = ["TINY": "1"]
    entry.estimate = InstallEstimate(download: ByteCount(10_000), disk: ByteCount(20_000), seconds: 1)
    entry.verify = [VerifyStep(run: ["tiny"], expect: .line("tiny {version}"))]
    return Catalogue([entry])
  }
}
