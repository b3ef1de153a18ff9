package import RoostModel

/// Bytes in order, read once. Blocking; not for several threads at a time.
package protocol ByteStream: AnyObject {
  /// Fills the beginning of `buffer`; 0 is the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int
}
