extension BootSpec {
  /// First bytes of an encoded specification, so that an agent that was handed something else says so.
  private static let magic: UInt32 = 0x5342_5352

  package var encoded: [UInt8] {
    var writer = ByteWriter(capacity: 1024)
    writer.put(BootSpec.magic)
    writer.put(AgentSchema.current)
    writer.put(directory)
    writer.put(each: layers) { $0.put($1) }
    writer.put(upper)
    writer.put(work)
    writer.put(each: mounts) { $1.encode(into: &$0) }
    writer.put(each: files) { $1.encode(into: &$0) }
    writer.put(hostname)
    writer.put(user)
    writer.put(group)
    writer.put(isRootless)
    limits.encode(into: &writer)
    writer.put(optional: network) { $1.encode(into: &$0) }
    writer.put(each: variables) { $0.put($1) }
    writer.put(workingDirectory)
    writer.put(each: writablePlaces) { $0.put($1) }
    journal.encode(into: &writer)
    writer.put(enclosure.rawValue)
    writer.put(optional: image) { $0.put($1) }
    writer.put(optional: lifetimeMilliseconds) { $0.put($1) }
    writer.put(each: gatewayPorts) { $0.put($1) }
    return writer.bytes
  }

  package init(decoding bytes: [UInt8]) throws(DecodingFailure) {
    guard bytes.count <= BootSpec.maximumLength else { throw .oversize(bytes.count) }
    var reader = ByteReader(bytes)
    guard try reader.integer(UInt32.self) == BootSpec.magic else { throw .invalidValue }
    let schema: UInt16 = try reader.integer()
    guard AgentSchema.accepts(schema) else { throw .newerSchema(schema) }
    try self.init(from: &reader)
    if schema >= 2 {
      guard let enclosure = BootEnclosure(rawValue: try reader.integer()) else { throw .invalidValue }
      self.enclosure = enclosure
      image = try reader.optional { reader throws(DecodingFailure) in try reader.text() }
    }
    if schema >= 3 { lifetimeMilliseconds = try reader.optional { reader throws(DecodingFailure) in try reader.integer() } }
    if schema >= 4 { gatewayPorts = try reader.list { reader throws(DecodingFailure) in try reader.integer() } }
    try reader.finish()
  }

  private init(from reader: inout ByteReader) throws(DecodingFailure) {
    directory = try reader.text()
    layers = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    upper = try reader.text()
    work = try reader.text()
    mounts = try reader.list { reader throws(DecodingFailure) in try BootMount(from: &reader) }
    files = try reader.list { reader throws(DecodingFailure) in try BootFile(from: &reader) }
    hostname = try reader.text()
    user = try reader.integer()
    group = try reader.integer()
    isRootless = try reader.flag()
    limits = try BootLimits(from: &reader)
    network = try reader.optional { reader throws(DecodingFailure) in try BootNetwork(from: &reader) }
    variables = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    workingDirectory = try reader.text()
    writablePlaces = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    journal = try JournalLimits(from: &reader)
  }
}
