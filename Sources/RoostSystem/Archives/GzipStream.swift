import CRoostArchive
package import RoostModel

/// What gzip packed, all members of it. Blocking.
package final class GzipStream: ByteStream {
  private let source: any ByteStream
  private let archive: String
  private let inflater: Inflater
  private var packed = [UInt8](repeating: 0, count: 256 << 10)
  private var next = 0
  private var end = 0
  /// Between two members, or after the last.
  private var isBetween = false

  package init(_ source: any ByteStream, archive: String) throws(Problem) {
    self.source = source
    self.archive = archive
    inflater = try Inflater(ROOST_DEFLATE_GZIP, archive: archive)
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    while !buffer.isEmpty {
      if next == end, try !fill() {
        guard isBetween else { throw .refusedArchive(archive, "it ends too early") }
        return 0
      }
      if isBetween {
        // Zeros after the last member are padding.
        guard packed[next] != 0 else { return 0 }
        inflater.reset()
        isBetween = false
      }
      let step = try inflate(into: buffer)
      guard step.taken > 0 || step.given > 0 || step.isEnd else {
        throw .refusedArchive(archive, "its compressed data is damaged")
      }
      if step.given > 0 { return step.given }
    }
    return 0
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Inflater.Step {
    let range = next..<end
    let result = packed.withUnsafeBytes { bytes in
      Result { () throws(Problem) in try inflater.inflate(UnsafeRawBufferPointer(rebasing: bytes[range]), into: buffer) }
    }
    let step = try result.get()
    next += step.taken
    isBetween = step.isEnd
    return step
  }

  private func fill() throws(Problem) -> Bool {
    let source = source
    let result = packed.withUnsafeMutableBytes { bytes in
      Result { () throws(Problem) in try source.read(into: bytes) }
    }
    next = 0
    end = try result.get()
    return end > 0
  }
}
