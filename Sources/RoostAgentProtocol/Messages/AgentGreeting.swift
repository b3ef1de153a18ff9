/// How an agent introduces itself.
package struct AgentGreeting: Equatable, Sendable {
  package var schema: UInt16
  /// The product's version that the agent came with.
  package var version: String

  package init(schema: UInt16 = AgentSchema.current, version: String) {
    self.schema = schema
    self.version = version
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(schema)
    writer.put(version)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    schema = try reader.integer()
    version = try reader.text()
  }
}
