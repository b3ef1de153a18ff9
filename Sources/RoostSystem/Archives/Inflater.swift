import CRoostArchive
import RoostModel

/// One deflated stream, made whole again piece by piece. Not for several threads at a time.
final class Inflater {
  /// The bytes used and given, and whether that was all.
  struct Step {
    var taken: Int
    var given: Int
    var isEnd: Bool
  }

  private let inflation: OpaquePointer
  /// For messages.
  private let archive: String

  init(_ form: roost_deflate_form, archive: String) throws(Problem) {
    guard let inflation = roost_inflate_begin(form) else {
      throw Problem(.internal, "there is no memory to unpack \(archive)", hint: "free some memory, then try again: free -m")
    }
    self.inflation = inflation
    self.archive = archive
  }

  deinit { roost_inflate_end(inflation) }

  func reset() { roost_inflate_again(inflation) }

  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Problem) -> Step {
    let from = input.bindMemory(to: UInt8.self)
    let to = output.bindMemory(to: UInt8.self)
    let result = roost_inflate(inflation, from.baseAddress, from.count, to.baseAddress, to.count)
    guard result.state != ROOST_INFLATE_DAMAGED else { throw .refusedArchive(archive, "its compressed data is damaged") }
    return Step(taken: result.taken, given: result.given, isEnd: result.state == ROOST_INFLATE_END)
  }
}
