import Foundation
import Glibc
import RoostGateway
import SystemPackage

/// A site in a directory of its own, with a secret beside it, and a gateway that serves it as `site`.
func withSite<Result: Sendable>(
  singlePage: Bool = false, _ more: [String: String] = [:], _ body: (Int, String) async throws -> Result
) async throws -> Result {
  let home = FileManager.default.temporaryDirectory.appending(path: "roost-site-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: home) }
  let root = home.appending(path: "www")
  for directory in ["docs", ".git", ".well-known", "assets", "empty-directory"] {
    try FileManager.default.createDirectory(at: root.appending(path: directory), withIntermediateDirectories: true)
  }
  let files = [
    "../secret": "secret", "index.html": "home", "about.html": "about", "docs/index.html": "docs", "a b.txt": "spaced",
    ".env": "secret", ".git/config": "secret", ".well-known/x": "known", "empty": "",
    "big.bin": String(repeating: "0123456789", count: 500_000),
  ]
  for (path, text) in files.merging(more, uniquingKeysWith: { $1 }) { try Data(text.utf8).write(to: root.appending(path: path)) }
  try FileManager.default.createSymbolicLink(
    at: root.appending(path: "link"), withDestinationURL: home.appending(path: "secret"))
  try FileManager.default.createSymbolicLink(at: root.appending(path: "up"), withDestinationURL: home)
  mkfifo(root.appending(path: "pipe").path, 0o644)
  return try await withGateway { (gateway, port) async throws in
    gateway.setRoute(try name("site"), to: .files(root: FilePath(root.path), singlePage: singlePage))
    return try await body(port, root.path)
  }
}
