/// Why bytes from the other side were not understood. The stream they came from cannot be trusted afterwards.
package enum DecodingFailure: Error, Equatable, Sendable {
  /// A frame longer than ``Frame/maximumPayload``, or a count that cannot be.
  case oversize(Int)
  /// Fewer bytes than the type needs.
  case truncated
  /// Bytes left over after everything was read.
  case trailing(Int)
  case unknownType(UInt8)
  case invalidText
  case invalidValue
  /// The other side speaks a newer schema.
  case newerSchema(UInt16)
}
