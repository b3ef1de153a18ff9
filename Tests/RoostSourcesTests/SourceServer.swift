import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSources

/// A real server of files and of git on loopback, and a fetcher that may ask it.
struct SourceServer {
  let port: Int
  let root: FilePath
  let scratch: FilePath
  var address: String { "http://127.0.0.1:\(port)" }

  static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("server.py").path

  static func with(token: String? = nil, _ body: (SourceServer) async throws -> Void) async throws {
    try await ScratchDirectory.with("sources") { scratch in
      let root = scratch.appending("served")
      try DirectoryCreation.ensure(root)
      let process = try TestProcess("/usr/bin/env", ["python3", script, root.string] + (token.map { [$0] } ?? []))
      try await cleaning({
        process.signal(SIGKILL)
        _ = await process.finish()
      }) {
        try await eventually("the server says its port") { process.outputSoFar.hasSuffix("\n") }
        let port = try #require(Int(process.outputSoFar.dropLast()))
        try await body(SourceServer(port: port, root: root, scratch: scratch))
      }
    }
  }

  /// - Parameter allowing: what is not public and asked all the same.
  func fetcher(allowing: [String] = ["127.0.0.1"]) async throws -> SourceFetcher {
    var settings = SourceSettings(spool: scratch.appending("spool"))
    settings.allowed = allowing.compactMap { AddressRange($0) }
    settings.timeLimit = .seconds(60)
    settings.archiveLimit = .megabytes(5)
    settings.treeLimit = .megabytes(20)
    let fetcher = SourceFetcher(settings: settings)
    try await fetcher.open()
    return fetcher
  }

  /// A bare repository that is served, made of these commits.
  func repository(_ name: String, _ commits: [[String: String]]) async throws {
    let work = scratch.appending("work-\(name)")
    try DirectoryCreation.ensure(work)
    try await git(["init", "-q", "-b", "main"], in: work)
    for (number, files) in commits.enumerated() {
      try Files.write(files, below: work)
      try await git(["add", "-A"], in: work)
      try await git(["commit", "-q", "--allow-empty", "-m", "commit \(number + 1)\u{1B}[31m"], in: work)
    }
    try await git(["tag", "v1", "HEAD"], in: work)
    try await git(["clone", "-q", "--bare", work.string, root.appending("\(name).git").string], in: scratch)
  }

  @discardableResult
  func git(_ arguments: [String], in directory: FilePath) async throws -> String {
    var command = ExternalCommand(
      "git", ["-c", "user.name=Ada \u{202E}Lovelace", "-c", "user.email=ada@example.com", "-c", "safe.directory=*"] + arguments)
    command.workingDirectory = directory
    return try await command.succeed().standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

enum Files {
  static func write(_ files: [String: String], below root: FilePath) throws {
    for (path, text) in files {
      let place = root.pushing(FilePath(path))
      try DirectoryCreation.ensure(place.removingLastComponent())
      try AtomicFile.write(Array(text.utf8), to: place)
    }
  }

  static func read(_ path: FilePath) -> String? { try? String(contentsOfFile: path.string, encoding: .utf8) }
  static func names(_ path: FilePath) throws -> [String] { try DirectoryListing.names(in: path, hidden: true).sorted() }
}
