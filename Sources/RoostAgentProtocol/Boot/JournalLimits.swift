/// How much output is kept.
package struct JournalLimits: Equatable, Sendable {
  /// Output bytes after which a new segment begins.
  package var segmentBytes: UInt32 = 4 << 20
  /// Segments kept of each process; older ones are deleted.
  package var segments: UInt16 = 8
  /// Ended processes whose output is kept; that of older ones is deleted.
  package var endedProcesses: UInt16 = 256

  package init() {}

  /// So many bytes of each process, but no less than some pages.
  package static func holding(_ bytes: UInt64) -> JournalLimits {
    var limits = JournalLimits()
    limits.segmentBytes = UInt32(clamping: max(16_384, min(UInt64(limits.segmentBytes), bytes / UInt64(limits.segments))))
    return limits
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(segmentBytes)
    writer.put(segments)
    writer.put(endedProcesses)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    segmentBytes = try reader.integer()
    segments = try reader.integer()
    endedProcesses = try reader.integer()
    guard segmentBytes >= 4096, segments >= 2 else { throw .invalidValue }
  }
}
