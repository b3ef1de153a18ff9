import Glibc
import RoostModel

/// A descriptor read in order, and no further than a limit. Blocking.
struct BoundedStream {
  private let file: Int32
  private let limit: UInt64
  /// Bytes that were given out.
  private(set) var position: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)
  private var filled = 0..<0

  init(_ file: Int32, limit: UInt64) {
    self.file = file
    self.limit = limit
  }

  /// Exactly so many bytes; an end before that is a fault.
  mutating func bytes(_ count: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    try consume(UInt64(count)) { bytes += $0 }
    return bytes
  }

  /// Gives out so many bytes piece by piece.
  mutating func consume(_ count: UInt64, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void) throws(Problem) {
    guard count <= limit - position else { throw TarFault("it unpacks to more than it says").problem }
    var left = count
    while left > 0 {
      if filled.isEmpty, try !fill() { throw TarFault("it ends too early").problem }
      let piece = filled.lowerBound..<(filled.lowerBound + Int(min(UInt64(filled.count), left)))
      try BoundedStream.give(buffer, piece, to: body)
      filled = piece.upperBound..<filled.upperBound
      left -= UInt64(piece.count)
      position += UInt64(piece.count)
    }
  }

  /// The stream must be at its end.
  mutating func expectEnd() throws(Problem) {
    guard filled.isEmpty, try !fill() else { throw TarFault("something follows its end").problem }
  }

  private mutating func fill() throws(Problem) -> Bool {
    let count = retryingInterrupts { buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) } }
    guard count >= 0 || currentErrno() == ECONNRESET else { throw Problem.lastSystemCall("read what a command sends") }
    filled = 0..<max(0, count)
    return count > 0
  }

  private static func give(
    _ buffer: [UInt8], _ piece: Range<Int>, to body: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    let result = buffer.withUnsafeBytes { raw in
      Result<Void, Problem> { () throws(Problem) in try body(UnsafeRawBufferPointer(rebasing: raw[piece])) }
    }
    try result.get()
  }
}
