import Foundation
import RoostCertificates
import RoostGateway
import RoostModel

/// Certificates of a CA of the test's own, and the CA's in a file for clients.
final class TestCertificates: Sendable {
  private let authority: LocalAuthority
  let authorityFile: String

  init() throws {
    authority = try LocalAuthority.make(named: "tests", now: Int(time(nil)))
    authorityFile = NSTemporaryDirectory() + "roost-ca-\(UUID().uuidString).crt"
    try Data(authority.pair.chain).write(to: URL(fileURLWithPath: authorityFile))
  }

  func issue(_ label: String, for hosts: String..., isFallback: Bool = false, age: Int = 0) throws -> GatewayCertificate {
    let pair = try authority.issue(hosts.map { try LocalHost($0) }, now: Int(time(nil)) - age)
    return GatewayCertificate(label: label, names: pair.names, isFallback: isFallback, chain: pair.chain, key: pair.key)
  }

  /// A chain with the key of another.
  func mixed(_ one: GatewayCertificate, keyOf other: GatewayCertificate) -> GatewayCertificate {
    GatewayCertificate(label: one.label, names: one.names, isFallback: one.isFallback, chain: one.chain, key: other.key)
  }

  deinit { unlink(authorityFile) }
}
