/// Follows a chunked body byte by byte and refuses whatever two readers could understand differently (RFC 9112, 7.1).
///
/// Chunk extensions are accepted as `;name` and `;name=value` without blanks and are bounded.
struct ChunkedScanner {
  /// What to do with the next bytes.
  enum Step: Equatable {
    /// Pass that many on; more belong to the body.
    case forward(Int)
    /// Pass that many on, which ends the body.
    case last(Int)
    case fault(MessageFault)
  }

  private enum State: Equatable {
    case sizeFirst, size, sizeLF
    case extensionNameFirst, extensionName, extensionValueFirst, extensionValue, extensionQuoted, extensionAfter
    case data, dataCR, dataLF
    case trailerStart, trailerName, trailerValue, trailerLF, endLF
  }

  var trailerRule: TrailerRule
  private var state = State.sizeFirst
  private var left = 0
  private var digits = 0
  private var lineLength = 0
  private var trailerBytes = 0
  private var trailerCount = 0
  private var trailer = TrailerName()

  static let maximumLine = 256
  /// Bytes of all trailers, and how many there may be.
  static let maximumTrailers = 8_192
  static let mostTrailers = 32

  init(_ trailerRule: TrailerRule) { self.trailerRule = trailerRule }

  /// Looks at `bytes`, not empty, up to the first change of what is to be done.
  mutating func next(_ bytes: UnsafeRawBufferPointer) -> Step {
    var index = 0
    while index < bytes.count {
      if state == .data {
        let taken = min(left, bytes.count - index)
        left -= taken
        index += taken
        if left == 0 { state = .dataCR }
        continue
      }
      let ended = state == .endLF
      guard take(bytes[index]) else { return .fault(isInTrailer ? .trailer : .chunk) }
      index += 1
      if ended { return .last(index) }
    }
    return .forward(index)
  }

  private var isInTrailer: Bool {
    switch state {
    case .trailerStart, .trailerName, .trailerValue, .trailerLF, .endLF: true
    default: false
    }
  }

  /// One byte outside of chunk data. Returns whether it may stand there.
  private mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .sizeFirst, .size: return takeSize(byte)
    case .sizeLF: return advance(byte == 0x0A, to: left == 0 ? .trailerStart : .data)
    case .dataCR: return advance(byte == 0x0D, to: .dataLF)
    case .dataLF:
      digits = 0
      lineLength = 0
      return advance(byte == 0x0A, to: .sizeFirst)
    case .endLF: return byte == 0x0A
    case .trailerStart, .trailerName, .trailerValue, .trailerLF: return takeTrailer(byte)
    default: return takeExtension(byte)
    }
  }

  private mutating func advance(_ allowed: Bool, to next: State) -> Bool {
    if allowed { state = next }
    return allowed
  }

  private mutating func takeSize(_ byte: UInt8) -> Bool {
    if let digit = hexValue(byte) {
      digits += 1
      left = left << 4 | Int(digit)
      return advance(digits <= 15, to: .size)
    }
    guard state == .size else { return false }
    if byte == UInt8(ascii: ";") { return advance(true, to: .extensionNameFirst) }
    return advance(byte == 0x0D, to: .sizeLF)
  }

  private mutating func takeExtension(_ byte: UInt8) -> Bool {
    lineLength += 1
    guard lineLength <= ChunkedScanner.maximumLine else { return false }
    switch state {
    case .extensionQuoted:
      if byte == UInt8(ascii: "\"") { return advance(true, to: .extensionAfter) }
      return byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\\")
    case .extensionValueFirst where byte == UInt8(ascii: "\""): return advance(true, to: .extensionQuoted)
    case .extensionNameFirst: return advance(Token.contains(byte), to: .extensionName)
    case .extensionValueFirst: return advance(Token.contains(byte), to: .extensionValue)
    case .extensionAfter: break
    default: if Token.contains(byte) { return true }
    }
    return endExtensionPart(byte)
  }

  private mutating func endExtensionPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="): return advance(state == .extensionName, to: .extensionValueFirst)
    case UInt8(ascii: ";"): return advance(true, to: .extensionNameFirst)
    default: return advance(byte == 0x0D, to: .sizeLF)
    }
  }

  private mutating func takeTrailer(_ byte: UInt8) -> Bool {
    trailerBytes += 1
    guard trailerBytes <= ChunkedScanner.maximumTrailers else { return false }
    switch state {
    case .trailerStart where byte == 0x0D: return advance(true, to: .endLF)
    case .trailerStart:
      trailer = TrailerName()
      trailerCount += 1
      return advance(trailer.take(byte) && trailerCount <= ChunkedScanner.mostTrailers, to: .trailerName)
    case .trailerName where byte == UInt8(ascii: ":"): return advance(trailer.isAllowed(by: trailerRule), to: .trailerValue)
    case .trailerName: return trailer.take(byte)
    case .trailerValue where byte == 0x0D: return advance(true, to: .trailerLF)
    case .trailerValue: return byte >= 0x20 && byte != 0x7F || byte == 0x09
    default: return advance(byte == 0x0A, to: .trailerStart)
    }
  }
}
