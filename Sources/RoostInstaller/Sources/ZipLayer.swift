import RoostModel
import RoostSystem
import SystemPackage

/// The unpacking of a ZIP archive into a layer's tree.
struct ZipLayer: Sendable {
  let file: FilePath
  let target: UnpackTarget

  /// `catalogue.invalid` when `nothing` says what was looked for and the archive has none of it.
  func unpack(in job: BuildJob, nothing: String) async throws(Problem) {
    let title = job.title
    let layer = self
    let unpacker = try await BlockingWork.run { () throws(Problem) in
      try ZipUnpacker(layer.file, archive: title, into: layer.target)
    }
    guard unpacker.report.entries > 0 else { throw Problem.emptySelection(nothing, of: title) }
    try job.requireSpace(download: ByteCount(0), unpacked: unpacker.report.bytes)
    _ = try await BlockingWork.run { () throws(Problem) in try unpacker.unpack() }
  }
}

extension Problem {
  /// A catalogue entry wants a part of an archive that is not there.
  static func emptySelection(_ wanted: String, of title: String) -> Problem {
    Problem(
      .catalogueInvalid, "the archive of \(title) holds nothing below '\(wanted)'",
      hint: "mend `subtree` in the catalogue entry: roost runtime info NAME")
  }
}
