import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// A server that answers like a maker's own: with its lists, its checksums and one tiny archive in its real layout.
struct MakerSite: Sendable {
  struct Item: Sendable {
    var path: String
    var contents = "x"
    var isExecutable = false
    var target: String?

    static func program(_ path: String) -> Item { Item(path: path, contents: "#!/bin/sh\necho \(path)\n", isExecutable: true) }
    static func link(_ path: String, _ target: String) -> Item { Item(path: path, target: target) }
  }

  /// The file as it is published, with its sums in hexadecimal.
  struct Published: Sendable {
    var name: String
    var sha256: String
    var sha512: String
    var integrity: String
  }

  /// The runtime, and which of its sources this is.
  var runtime: String
  var source = 0
  var version: String
  /// Path of the archive on the server.
  var file: String
  var items: [Item]
  /// The other documents, by path and query.
  var documents: @Sendable (Published) -> [String: String]
  /// Paths that redirect to ``file``.
  var redirects: [String] = []
  /// What the layer has: paths from its root.
  var expected: [String]
  /// What it does not have.
  var absent: [String] = []

  func serve(_ archive: [UInt8]) throws -> FaultyServer {
    let published = Published(
      name: file.split(separator: "/").last.map(String.init) ?? file, sha256: Sums.sha256(archive), sha512: Sums.sha512(archive),
      integrity: Sums.integrity(archive))
    let documents = documents(published)
    return try FaultyServer { request in
      if request.path == file { return .file(archive, for: request) }
      if redirects.contains(request.path) { return .init(status: 307, headers: ["Location": file]) }
      guard let text = documents[request.path] else { return .init(status: 404) }
      return .init(body: Array(text.utf8))
    }
  }

  /// Made by the tools its makers use.
  func archive(_ form: ArchiveSource.Form, in scratch: FilePath) async throws -> [UInt8] {
    let root = scratch.appending("site")
    for item in items { try put(item, in: root) }
    let result = scratch.appending("archive")
    switch form {
    case .program: return Array(items[0].contents.utf8)
    case .zip: try await run("python3", ["-m", "zipfile", "-c", result.string] + tops, in: root)
    case .tarGzip: try await run("tar", ["-czf", result.string] + tops, in: root)
    case .tarXZ: try await run("tar", ["-cJf", result.string] + tops, in: root)
    case .tarZstandard: try await run("tar", ["--zstd", "-cf", result.string] + tops, in: root)
    }
    return Array(try Data(contentsOf: URL(fileURLWithPath: result.string)))
  }

  private var tops: [String] {
    var names: [String] = []
    for item in items {
      let top = item.path.split(separator: "/").first.map(String.init) ?? item.path
      if !names.contains(top) { names.append(top) }
    }
    return names
  }

  private func put(_ item: Item, in root: FilePath) throws {
    let path = root.appending(item.path)
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    if let target = item.target {
      try FileManager.default.createSymbolicLink(atPath: path.string, withDestinationPath: target)
    } else {
      try path.write(item.contents)
      let mode = item.isExecutable ? 0o755 : 0o644
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path.string)
    }
  }

  private func run(_ tool: String, _ arguments: [String], in directory: FilePath) async throws {
    var command = ExternalCommand(tool, arguments)
    command.workingDirectory = directory
    try await command.succeed()
  }
}

extension MakerSite: CustomTestStringConvertible {
  var testDescription: String { "\(runtime) \(version), source \(source + 1)" }
}
