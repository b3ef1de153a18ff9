import Foundation
import RoostModel
import RoostSystem
import Testing

@testable import RoostCertificates

@Suite struct CertificateReaderTests {
  private static let now = Int(time(nil))

  private func fault(_ chain: [UInt8], _ key: [UInt8]) -> String? {
    do throws(Problem) {
      _ = try CertificateReader.read(chain, key: key, of: "x.pem")
      return nil
    } catch {
      return error.message
    }
  }

  @Test func readsWhatFitsTogether() throws {
    let authority = try LocalAuthority.make(named: "test", now: Self.now)
    let issued = try authority.issue([LocalHost("shop.test"), LocalHost("*.Shop.test"), LocalHost("::1")], now: Self.now)
    let whole = issued.chain + authority.pair.chain
    for (chain, key) in [(issued.chain, issued.key), (whole, issued.key), (issued.text, issued.text)] {
      let pair = try CertificateReader.read(chain, key: key, of: "x.pem")
      #expect(pair.names == ["shop.test", "*.shop.test", "::1"])
      #expect(pair.notAfter - pair.notBefore == 397 * 86_400)
    }
  }

  @Test func saysWhatDoesNotFit() throws {
    let authority = try LocalAuthority.make(named: "test", now: Self.now)
    let one = try authority.issue([LocalHost("one.test")], now: Self.now)
    let other = try LocalAuthority.make(named: "other", now: Self.now)
    let second = try authority.issue([LocalHost("one.test")], now: Self.now)
    #expect(fault(one.chain, second.key)?.contains("another certificate") == true)
    #expect(fault(one.chain + other.pair.chain, one.key)?.contains("was not signed by the next one") == true)
    #expect(fault(one.key, one.key)?.contains("no certificate") == true)
    #expect(fault(one.chain, one.chain)?.contains("no private key") == true)
    #expect(fault(one.chain, one.key + one.key)?.contains("more than one") == true)
    #expect(fault(Array("hello".utf8), one.key)?.contains("no certificate") == true)
    #expect(fault([0xFF, 0xFE], one.key)?.contains("not PEM") == true)
    #expect(fault(Array(one.chain.dropLast(60)), one.key) != nil)
    let locked = Array("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n".utf8)
    #expect(fault(one.chain, locked)?.contains("passphrase") == true)
    // Every cut and every flipped byte is an answer, not a crash.
    for place in stride(from: 0, to: one.chain.count, by: 7) {
      var bytes = one.chain
      bytes[place] ^= 0x15
      _ = fault(bytes, one.key)
      _ = fault(Array(one.chain[..<place]), one.key)
    }
  }

  @Test(arguments: ["rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-384", "ed25519"])
  func readsWhatOpenSSLMakes(_ kind: String) async throws {
    let directory = NSTemporaryDirectory() + "roost-pem-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var words = [
      "req", "-x509", "-nodes", "-days", "10", "-subj", "/CN=x", "-keyout", directory + "/key", "-out", directory + "/crt",
    ]
    words += ["-addext", "subjectAltName=DNS:Example.org,IP:192.0.2.1", "-newkey"]
    words += kind.split(separator: " ").map(String.init)
    try await ExternalCommand("openssl", words).succeed()
    let chain = try Data(contentsOf: URL(fileURLWithPath: directory + "/crt"))
    let key = try Data(contentsOf: URL(fileURLWithPath: directory + "/key"))
    let pair = try CertificateReader.read(Array(chain), key: Array(key), of: "x")
    #expect(pair.names == ["example.org", "192.0.2.1"])
  }

  @Test(arguments: [
    "example.org", "localhost.example.org", "8.8.8.8", "172.32.0.1", "-a.test", "a..test", "", "test_x.test", "xlocalhost",
  ])
  func theLocalAuthorityVouchesForNobodyElse(_ host: String) {
    #expect(throws: Problem.self) { try LocalHost(host) }
  }

  @Test func whatItSignsForOthersIsRefusedByClients() async throws {
    let directory = NSTemporaryDirectory() + "roost-ca-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let authority = try LocalAuthority.make(named: "test", now: Self.now)
    try Data(authority.pair.chain).write(to: URL(fileURLWithPath: directory + "/ca"))
    try Data(authority.pair.key).write(to: URL(fileURLWithPath: directory + "/key"))
    func verify(_ name: String) async throws -> String {
      let make = "openssl req -newkey rsa:2048 -nodes -keyout /dev/null -subj /O=x -addext subjectAltName=\(name) -out r"
      let sign = "openssl x509 -req -in r -CA ca -CAkey key -CAcreateserial -copy_extensions copy -days 5 -out c"
      let result = try await ExternalCommand(
        "sh", ["-c", "cd \(directory) && \(make) && \(sign) && openssl verify -CAfile ca c"]
      ).run()
      return result.standardOutput + result.standardError
    }
    #expect(try await verify("DNS:shop.test").contains("c: OK"))
    #expect(try await verify("IP:192.168.7.7").contains("c: OK"))
    #expect(try await verify("DNS:example.org").contains("permitted subtree violation"))
    #expect(try await verify("IP:9.9.9.9").contains("permitted subtree violation"))
  }
}
