import Crypto
import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// One body while it comes in. Its file has the name that a deployment can ask for only when it is whole.
package actor Upload {
  package nonisolated let id: UploadID
  private let part: FilePath
  private let whole: FilePath
  private let file: OwnedDescriptor
  private let limit: ByteCount
  private var sum = SHA256()
  private var size: UInt64 = 0

  init(id: UploadID, in directory: FilePath, limit: ByteCount) throws(Problem) {
    self.id = id
    self.limit = limit
    part = directory.appending("\(id).part")
    whole = directory.appending(id.text)
    let number = open(part.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(part)") }
    file = OwnedDescriptor(owning: number)
  }

  package func write(_ bytes: [UInt8]) async throws(Problem) {
    size += UInt64(bytes.count)
    guard size <= limit.bytes else {
      throw Problem(
        .projectFileRefused, "the upload is longer than \(limit)",
        hint: "leave out what the project does not need, such as node_modules: tar czf - --exclude=node_modules .")
    }
    sum.update(data: bytes)
    let (file, part) = (file, part)
    try await BlockingWork.run { () throws(Problem) in try AtomicFile.writeAll(bytes, to: file.number, path: part) }
  }

  package func finish() throws(Problem) -> UploadSummary {
    guard rename(part.string, whole.string) == 0 else { throw Problem.lastSystemCall("rename \(part)") }
    return UploadSummary(id: id, bytes: ByteCount(size), sha256: HexText.of(sum.finalize()))
  }

  package func abandon() { unlink(part.string) }
}
