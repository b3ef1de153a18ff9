/// A certificate the gateway shows to clients: PEM texts, read and checked by whoever gives them.
package struct GatewayCertificate: Sendable, Equatable {
  /// What the operator calls it. Log lines name it.
  package let label: String
  /// Hosts it is for, in small letters: `example.org`, `*.example.org`, addresses as text.
  package let names: [String]
  /// Also for clients that name no host, and for names no other certificate is for.
  package let isFallback: Bool
  /// The server's own certificate first, then those that vouch for it.
  package let chain: [UInt8]
  package let key: [UInt8]

  package init(label: String, names: [String], isFallback: Bool, chain: [UInt8], key: [UInt8]) {
    self.label = label
    self.names = names
    self.isFallback = isFallback
    self.chain = chain
    self.key = key
  }
}
