import Glibc
package import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// Copies files of this machine into an environment, a bounded portion at a time.
package struct FileUpload: Sendable {
  private let environment: any Environment

  package init(environment: any Environment) { self.environment = environment }

  /// A directory's content goes into the target; a file becomes it. Links are copied as links.
  package func run(
    _ transfer: FileTransfer, progress sink: @escaping ProgressSink = { _ in }
  ) async throws(Problem) -> FileTransferResult {
    let source = transfer.source
    let progress = CopyProgress(name: source, sink: sink)
    var walk = try await BlockingWork.run { () throws(Problem) in try HostTreeWalk(source) }
    var result = FileTransferResult()
    while true {
      let before = walk
      let (portion, after) = try await BlockingWork.run { () throws(Problem) in
        var walk = before
        return (try walk.next(), walk)
      }
      walk = after
      guard let portion else { return result }
      result.files += portion.files
      result.size = result.size + ByteCount(UInt64(portion.bytes))
      result.skipped += portion.skipped
      if !portion.isFile || portion.long.isEmpty {
        try await environment.mount(
          portion.tree, at: portion.isFile ? transfer.target : FileUpload.joined(transfer.target, portion.path))
      }
      try progress.reached(result.size)
      for long in portion.long {
        let file = FilePath(FileUpload.joined(source, long))
        result.size =
          result.size + (try await stream(file, to: FileUpload.joined(transfer.target, long), after: result.size, progress))
        result.files += 1
      }
    }
  }

  /// Bytes under way at once.
  private static let portion = 4 << 20

  /// As far as it was long when it was opened: one that grows has an end, too.
  private func stream(
    _ path: FilePath, to target: String, after before: ByteCount, _ progress: CopyProgress
  ) async throws(Problem) -> ByteCount {
    let file = try await BlockingWork.run { () throws(Problem) in try HostFile(path) }
    // With the directories it is in.
    try await environment.mount(.file([], mode: file.mode), at: target)
    do throws(Problem) {
      return try await carry(file, to: target, after: before, progress)
    } catch {
      // Half of it is of no use, and may be what filled the disk.
      try? await environment.removeFile(target, recursive: false)
      throw error
    }
  }

  private func carry(
    _ file: HostFile, to target: String, after before: ByteCount, _ progress: CopyProgress
  ) async throws(Problem) -> ByteCount {
    var offset: UInt64 = 0
    while offset < file.size {
      let (start, limit) = (offset, Int(min(UInt64(FileUpload.portion), file.size - offset)))
      let bytes = try await BlockingWork.run { () throws(Problem) in try file.read(from: start, limit: limit) }
      if bytes.isEmpty { break }
      try await environment.writeFile(target, bytes, at: offset, mode: file.mode)
      offset += UInt64(bytes.count)
      try progress.reached(before + ByteCount(offset))
    }
    return ByteCount(offset)
  }

  private static func joined(_ target: String, _ path: String) -> String {
    path.isEmpty ? target : target == "/" ? "/\(path)" : "\(target)/\(path)"
  }
}
