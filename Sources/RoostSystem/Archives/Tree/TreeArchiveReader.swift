package import RoostModel

/// Reads a tree archive from a stream, and makes its entries or only checks them. Blocking.
package struct TreeArchiveReader {
  private var stream: BoundedStream
  private var order = TreeOrder()
  private var digest = TreeDigest()

  /// Never reads more than `limit` bytes.
  package init(_ descriptor: Int32, limit: UInt64) {
    stream = BoundedStream(descriptor, limit: limit)
  }

  /// To the end, after which nothing may follow. `bundle.invalid` for what is not exactly what ``TreeArchiveWriter`` writes.
  package mutating func read(into target: TreeUnpacking?) throws(Problem) -> TreeArchiveSummary {
    while let entry = try next() {
      let level: Int
      do throws(TarFault) { level = try order.accept(entry) } catch { throw error.problem }
      digest.add(entry)
      try target?.begin(entry, at: level)
      guard case .file(let size) = entry.kind else { continue }
      try stream.consume(size) { (piece) throws(Problem) in
        digest.add(contents: piece)
        try target?.write(piece)
      }
      try target?.endFile(entry)
      try expectZeros(TarBlock.padding(after: size))
    }
    try expectZeros(TarBlock.size)
    try stream.expectEnd()
    try target?.finish()
    return TreeArchiveSummary(bytes: stream.position, entries: order.entries, digest: digest.hexadecimal)
  }

  private mutating func next() throws(Problem) -> TreeEntry? {
    let first = try stream.bytes(TarBlock.size)
    var interruption: Problem?
    do throws(TarFault) {
      return try TreeHeader.decode(first) { (count) throws(TarFault) in
        do throws(Problem) {
          return try stream.bytes(count)
        } catch {
          interruption = error
          throw TarFault(error.message)
        }
      }
    } catch {
      throw interruption ?? error.problem
    }
  }

  private mutating func expectZeros(_ count: Int) throws(Problem) {
    guard try stream.bytes(count).allSatisfy({ $0 == 0 }) else { throw TarFault("something stands between its entries").problem }
  }
}
