package import RoostModel
package import SystemPackage

/// The table of contents of a ZIP archive, read and judged before a tool unpacks it.
///
/// Refused: encrypted entries, links, devices, names that lead outside, doubles, overlapping entries, and sizes over the limits.
package struct ZipDirectory: Sendable {
  package let entries: [ZipEntry]

  /// Blocking. Throws `download.corrupt`.
  package static func read(_ archive: FilePath, limits: ZipLimits = ZipLimits()) throws(Problem) -> ZipDirectory {
    let name = archive.lastComponent?.string ?? archive.string
    let file = try RandomAccessFile(archive)
    do throws(ZipFault) {
      let end = try ZipEnd.find(in: file)
      guard end.directorySize <= limits.directory.bytes else { throw ZipFault("its table of contents is too long") }
      let bytes = try file.bytes(at: end.directoryOffset, count: Int(end.directorySize))
      let entries = try ZipEntryParser(bytes: bytes).entries(count: end.count, limit: limits.entries)
      try ZipRules(limits: limits, end: end).check(entries)
      try checkNames(entries, archive: name)
      return ZipDirectory(entries: entries)
    } catch {
      if let problem = error.problem { throw problem }
      throw Problem(
        .downloadCorrupt, "\(name) is not accepted as a ZIP archive: \(error.reason)",
        hint: "fetch it again; if it stays like this, check where it comes from: pip config list")
    }
  }

  package var unpackedSize: ByteCount { ByteCount(entries.reduce(0) { $0 + $1.size }) }

  private static func checkNames(_ entries: [ZipEntry], archive: String) throws(ZipFault) {
    do throws(Problem) { try ArchiveNames.check(entries.map(\.name), of: archive) } catch { throw ZipFault(problem: error) }
  }
}
