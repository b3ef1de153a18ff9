/// A pair of virtual network cards between the host and the sandbox. The agent makes both ends and removes neither:
/// they go with the sandbox. Addresses are IPv4 in network byte order.
package struct BootNetwork: Equatable, Sendable {
  /// Name of the host's end, at most 15 bytes, free before the boot. `eth0`: a card of this name is there already, and is
  /// moved into the sandbox.
  package var hostInterface: String
  package var hostAddress: [UInt8]
  /// The sandbox's end is called `eth0`.
  package var guestAddress: [UInt8]
  package var prefixLength: UInt8
  /// Where the default route leads, usually the host's address; nil makes none.
  package var gateway: [UInt8]?

  package init(
    hostInterface: String, hostAddress: [UInt8], guestAddress: [UInt8], prefixLength: UInt8, gateway: [UInt8]?
  ) {
    self.hostInterface = hostInterface
    self.hostAddress = hostAddress
    self.guestAddress = guestAddress
    self.prefixLength = prefixLength
    self.gateway = gateway
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(hostInterface)
    writer.put(hostAddress)
    writer.put(guestAddress)
    writer.put(prefixLength)
    writer.put(optional: gateway) { $0.put($1) }
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    hostInterface = try reader.text()
    hostAddress = try BootNetwork.address(&reader)
    guestAddress = try BootNetwork.address(&reader)
    prefixLength = try reader.integer()
    gateway = try reader.optional { reader throws(DecodingFailure) in try BootNetwork.address(&reader) }
    guard prefixLength <= 32, (1...15).contains(hostInterface.utf8.count) else { throw .invalidValue }
  }

  private static func address(_ reader: inout ByteReader) throws(DecodingFailure) -> [UInt8] {
    let address = try reader.content()
    guard address.count == 4 else { throw .invalidValue }
    return address
  }
}
