import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// Copies files of an environment to this machine. What names and links there say is not trusted: everything is made anew
/// below one place that did not exist, and no link is followed.
struct FileDownload: Sendable {
  let environment: any Environment
  let progress: CopyProgress

  private static let mostFiles = 1_000_000
  private static let deepest = 200

  /// What was made of it goes again when it fails.
  func run(_ transfer: FileTransfer) async throws(Problem) -> FileTransferResult {
    let target = FilePath(transfer.target)
    try await BlockingWork.run { () throws(Problem) in try HostPlace.checkNew(target) }
    do throws(Problem) {
      return try await begin(transfer.source, target)
    } catch {
      try await DirectoryRemoval.remove(target)
      throw error
    }
  }

  private func begin(_ source: String, _ target: FilePath) async throws(Problem) -> FileTransferResult {
    guard let name = FilePath(source).lastComponent?.string, source.hasPrefix("/") else {
      // The root itself has no entry above it.
      var result = FileTransferResult()
      try await directory(source, to: target, depth: 0, &result)
      return result
    }
    let above = FilePath(source).removingLastComponent().string
    guard let entry = try await environment.listFiles(above).first(where: { $0.name == name }) else {
      throw Problem(.usageInvalid, "there is no \(source) in the environment", hint: "look what there is: ls -l \(above)")
    }
    var result = FileTransferResult()
    try await copy(entry, at: source, to: target, depth: 0, &result)
    return result
  }

  private func copy(
    _ entry: FileEntry, at path: String, to target: FilePath, depth: Int, _ result: inout FileTransferResult
  ) async throws(Problem) {
    switch entry.kind {
    case .file: try await file(entry, at: path, to: target, &result)
    case .directory: try await directory(path, to: target, depth: depth, &result)
    case .link, .other: result.skipped.append(path)
    }
  }

  private func directory(
    _ path: String, to target: FilePath, depth: Int, _ result: inout FileTransferResult
  ) async throws(Problem) {
    guard depth < FileDownload.deepest else {
      throw Problem(.usageInvalid, "\(path.prefix(200)) is too deep", hint: "copy a part of it")
    }
    try await BlockingWork.run { () throws(Problem) in try HostPlace.makeDirectory(target) }
    for entry in try await environment.listFiles(path) {
      guard HostPlace.isName(entry.name), result.files < FileDownload.mostFiles else {
        throw Problem(.usageInvalid, "\(path.prefix(200)) holds what cannot be copied", hint: "copy a part of it")
      }
      let below = path == "/" ? "/\(entry.name)" : "\(path)/\(entry.name)"
      try await copy(entry, at: below, to: target.appending(entry.name), depth: depth + 1, &result)
    }
  }

  private func file(
    _ entry: FileEntry, at path: String, to target: FilePath, _ result: inout FileTransferResult
  ) async throws(Problem) {
    let file = try await BlockingWork.run { () throws(Problem) in try HostPlace.makeFile(target, mode: UInt32(entry.mode & 0o777))
    }
    var offset: UInt64 = 0
    while true {
      let bytes = try await environment.readFile(path, from: offset, limit: 1 << 20)
      if bytes.isEmpty { break }
      try await BlockingWork.run { () throws(Problem) in try AtomicFile.writeAll(bytes, to: file.number, path: target) }
      offset += UInt64(bytes.count)
      try progress.reached(result.size + ByteCount(offset))
    }
    result.files += 1
    result.size = result.size + ByteCount(offset)
  }
}
