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
  package func run(_ transfer: FileTransfer) async throws(Problem) -> FileTransferResult {
    let source = transfer.source
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
      try await environment.mount(
        portion.tree, at: portion.isFile ? transfer.target : FileUpload.joined(transfer.target, portion.path))
    }
  }

  private static func joined(_ target: String, _ path: String) -> String {
    path.isEmpty ? target : target == "/" ? "/\(path)" : "\(target)/\(path)"
  }
}
