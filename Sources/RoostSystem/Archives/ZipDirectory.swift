package import RoostModel
package import SystemPackage

/// The table of contents of a ZIP archive, read and judged before anything is unpacked.
///
/// Refused: encrypted entries, links, devices, names that lead outside, doubles, overlapping entries, and sizes over the limits.
package struct ZipDirectory: Sendable {
  package let entries: [ZipEntry]
  /// Where the table begins, and with it the contents end.
  let offset: UInt64

  /// Blocking. Throws `download.corrupt`.
  package static func read(
    _ archive: FilePath, limits: ArchiveLimits = ArchiveLimits(), named title: String? = nil
  ) throws(Problem) -> ZipDirectory {
    let name = title ?? archive.lastComponent?.string ?? archive.string
    let file = try RandomAccessFile(archive)
    do throws(ZipFault) {
      let end = try ZipEnd.find(in: file)
      guard end.directorySize <= limits.directory.bytes else { throw ZipFault("its table of contents is too long") }
      let bytes = try file.bytes(at: end.directoryOffset, count: Int(end.directorySize))
      let entries = try ZipEntryParser(bytes: bytes).entries(count: end.count, limit: limits.entries)
      try ZipRules(limits: limits, end: end).check(entries)
      try checkNames(entries, archive: name)
      return ZipDirectory(entries: entries, offset: end.directoryOffset)
    } catch {
      if let problem = error.problem { throw problem }
      throw .refusedArchive(name, error.reason)
    }
  }

  package var unpackedSize: ByteCount { ByteCount(entries.reduce(0) { $0 + $1.size }) }

  private static func checkNames(_ entries: [ZipEntry], archive: String) throws(ZipFault) {
    do throws(Problem) { try ArchiveNames.check(entries.map(\.name), of: archive) } catch { throw ZipFault(problem: error) }
  }
}
