/// One step through a directory tree that is sent out of a virtual machine. Names are single names, so a tree cannot lead out of
/// the place it is made in.
package enum SealRecord: Equatable, Sendable {
  package struct Attributes: Equatable, Sendable {
    /// One name: no slash, not `.` or `..`, 1 to 255 bytes, not necessarily UTF-8.
    package var name: [UInt8]
    /// Permission bits.
    package var mode: UInt16
    /// Seconds since 1970.
    package var modifiedAt: Int64

    package init(name: [UInt8], mode: UInt16, modifiedAt: Int64) {
      self.name = name
      self.mode = mode
      self.modifiedAt = modifiedAt
    }
  }

  /// What follows is in this directory, up to its ``leave``. Opaque: it hides what layers below have under its name.
  case directory(Attributes, isOpaque: Bool)
  case leave
  /// As many bytes of contents follow the record.
  case file(Attributes, size: UInt64)
  case link(name: [UInt8], target: [UInt8])
  /// Hides what layers below have under this name.
  case whiteout(name: [UInt8])
  /// Nothing follows.
  case end

  /// Longest encoding, its length in front not counted.
  package static let maximumLength = 8192

  /// With its length in front.
  package var encoded: [UInt8] {
    var inner = ByteWriter()
    switch self {
    case .directory(let attributes, let isOpaque):
      inner.put(UInt8(1))
      SealRecord.put(attributes, into: &inner)
      inner.put(isOpaque)
    case .leave: inner.put(UInt8(2))
    case .file(let attributes, let size):
      inner.put(UInt8(3))
      SealRecord.put(attributes, into: &inner)
      inner.put(size)
    case .link(let name, let target):
      inner.put(UInt8(4))
      inner.put(name)
      inner.put(target)
    case .whiteout(let name):
      inner.put(UInt8(5))
      inner.put(name)
    case .end: inner.put(UInt8(6))
    }
    var writer = ByteWriter()
    writer.put(inner.bytes)
    return writer.bytes
  }

  /// Without the length in front.
  package init(decoding bytes: [UInt8]) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    let kind: UInt8 = try reader.integer()
    switch kind {
    case 1: self = .directory(try SealRecord.attributes(&reader), isOpaque: try reader.flag())
    case 2: self = .leave
    case 3: self = .file(try SealRecord.attributes(&reader), size: try reader.integer())
    case 4: self = .link(name: try SealRecord.name(&reader), target: try SealRecord.target(&reader))
    case 5: self = .whiteout(name: try SealRecord.name(&reader))
    case 6: self = .end
    default: throw .unknownType(kind)
    }
    try reader.finish()
  }

  private static func put(_ attributes: Attributes, into writer: inout ByteWriter) {
    writer.put(attributes.name)
    writer.put(attributes.mode)
    writer.put(attributes.modifiedAt)
  }

  private static func attributes(_ reader: inout ByteReader) throws(DecodingFailure) -> Attributes {
    let name = try name(&reader)
    let attributes = Attributes(name: name, mode: try reader.integer(), modifiedAt: try reader.integer())
    guard attributes.mode <= 0o777 else { throw .invalidValue }
    return attributes
  }

  private static func name(_ reader: inout ByteReader) throws(DecodingFailure) -> [UInt8] {
    let name = try reader.content()
    let isPlain = (1...255).contains(name.count) && !name.contains(0) && !name.contains(UInt8(ascii: "/"))
    guard isPlain, name != [46], name != [46, 46] else { throw .invalidValue }
    return name
  }

  private static func target(_ reader: inout ByteReader) throws(DecodingFailure) -> [UInt8] {
    let target = try reader.content()
    guard (1...4095).contains(target.count), !target.contains(0) else { throw .invalidValue }
    return target
  }
}
