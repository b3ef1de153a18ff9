/// Takes the data out of a chunked body that ``ChunkedScanner`` has found valid, and keeps the trailers behind it.
struct ChunkUnwrapper {
  enum Step: Equatable {
    /// That many bytes are data.
    case data(Int)
    /// That many bytes frame it.
    case frame(Int)
  }

  private enum State { case size, lineRest, data, dataEnd, trailers }

  /// The lines behind the last chunk, with the blank one; as long as the scanner allows.
  private(set) var trailers: [UInt8] = []
  private var state = State.size
  private var left = 0

  /// Looks at `bytes`, not empty, up to the first change between data and frame.
  mutating func next(_ bytes: UnsafeRawBufferPointer) -> Step {
    if state == .data {
      let taken = min(left, bytes.count)
      left -= taken
      if left == 0 { state = .dataEnd }
      return .data(taken)
    }
    var index = 0
    while index < bytes.count, state != .data {
      take(bytes[index])
      index += 1
    }
    return .frame(index)
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .size:
      guard let digit = hexValue(byte) else { return state = .lineRest }
      left = left << 4 | Int(digit)
    case .lineRest: if byte == 0x0A { state = left == 0 ? .trailers : .data }
    case .dataEnd: if byte == 0x0A { state = .size }
    case .trailers: trailers.append(byte)
    case .data: break
    }
  }
}
