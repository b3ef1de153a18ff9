import RoostModel

/// What must hold for the entries of an archive taken together. Pure.
struct ZipRules {
  let limits: ArchiveLimits
  let end: ZipEnd

  private static let smallestHeader: UInt64 = 30

  func check(_ entries: [ZipEntry]) throws(ZipFault) {
    var total: UInt64 = 0
    for entry in entries {
      guard entry.kind == .file || entry.kind == .directory else {
        throw ZipFault("it holds \(entry.path.debugDescription), which is no plain file")
      }
      let (sum, overflow) = total.addingReportingOverflow(entry.size)
      guard !overflow, sum <= limits.bytes.bytes else { throw ZipFault("it unpacks to more than \(limits.bytes)") }
      total = sum
      if entry.size > limits.ratioFrom.bytes, entry.size / limits.ratio > entry.compressedSize {
        throw ZipFault("\(entry.path.debugDescription) unpacks to more than \(limits.ratio) times its size")
      }
    }
    try checkOverlap(entries)
  }

  /// Entries that share bytes are how a small archive unpacks to a huge one within every other limit.
  private func checkOverlap(_ entries: [ZipEntry]) throws(ZipFault) {
    var free: UInt64 = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= free else { throw ZipFault("entries of it overlap") }
      let (data, first) = entry.offset.addingReportingOverflow(ZipRules.smallestHeader + UInt64(entry.name.count))
      let (next, second) = data.addingReportingOverflow(entry.compressedSize)
      guard !first, !second, next <= end.directoryOffset else { throw ZipFault("it points outside itself") }
      free = next
    }
  }
}
