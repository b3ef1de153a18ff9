/// Knows which of the next bytes belong to the body at hand.
enum BodyReader {
  case length(Int)
  case chunked(ChunkedScanner)
  case untilClose

  init?(_ framing: BodyFraming, _ trailers: TrailerRule) {
    switch framing {
    case .none: return nil
    case .length(let length): self = .length(length)
    case .chunked: self = .chunked(ChunkedScanner(trailers))
    case .untilClose: self = .untilClose
    }
  }

  /// `bytes` is not empty.
  @inline(__always)
  mutating func next(_ bytes: UnsafeRawBufferPointer) -> ChunkedScanner.Step {
    switch self {
    case .length(let left):
      if bytes.count >= left { return .last(left) }
      self = .length(left - bytes.count)
      return .forward(bytes.count)
    case .chunked(var scanner):
      let step = scanner.next(bytes)
      self = .chunked(scanner)
      return step
    case .untilClose: return .forward(bytes.count)
    }
  }
}
