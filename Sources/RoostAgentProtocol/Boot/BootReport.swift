/// The one thing an agent writes to its standard output before the launching process ends.
package enum BootReport: Equatable, Sendable {
  /// The sandbox is up and its socket answers. `pid` is its first process as the host sees it.
  case ready(pid: Int32)
  case failed(BootFailure)

  package var encoded: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .ready(let pid):
      writer.put(UInt8(1))
      writer.put(pid)
    case .failed(let failure):
      writer.put(UInt8(2))
      writer.put(failure.stage.rawValue)
      writer.put(failure.errno)
      writer.put(failure.message)
    }
    return writer.bytes
  }

  package init(decoding bytes: [UInt8]) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    let kind: UInt8 = try reader.integer()
    switch kind {
    case 1: self = .ready(pid: try reader.integer())
    case 2:
      guard let stage = BootFailure.Stage(rawValue: try reader.integer()) else { throw .invalidValue }
      let errno: Int32 = try reader.integer()
      self = .failed(BootFailure(stage: stage, errno: errno, message: try reader.text()))
    default: throw .unknownType(kind)
    }
    try reader.finish()
  }
}
