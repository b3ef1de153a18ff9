import NIOCore
import RoostModel
import SeededRandom
import Testing

@testable import RoostGateway

/// Whom a request came from, by what its fields say. Trusted are 10.0.0.0/8, 192.0.2.1 and fd00::/8; the peer is 10.0.0.1.
@Suite struct ForwardedChainTests {
  private static let proxies = TrustedProxies(["10.0.0.0/8", "192.0.2.1", "fd00::/8"].compactMap(AddressRange.init))

  /// `fields` are whole lines of a request's head.
  private func word(_ fields: String, peer: String = "10.0.0.1") throws -> ProxyWord {
    let text = Array("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n".utf8)
    var scanner = RequestScanner(limits: HeadLimits())
    try #require(text.withUnsafeBytes { scanner.scan($0) } == .complete)
    let peer = Peer(try SocketAddress(ipAddress: peer, port: 1), Self.proxies)
    return text.withUnsafeBytes { ProxyWord(scanner.drops, in: $0.bytes, from: peer, Self.proxies) }
  }

  private func client(_ chain: String...) throws -> String {
    try word(chain.map { "X-Forwarded-For: \($0)\r\n" }.joined()).client
  }

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("203.0.113.7, 10.0.0.2", "203.0.113.7"), ("203.0.113.7,10.0.0.2 ,\t10.1.2.3", "203.0.113.7"),
    // What the client made up stands left of what the first proxy saw.
    ("1.1.1.1, 203.0.113.7", "203.0.113.7"), ("10.0.0.9, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
    ("127.0.0.1, ::1, 203.0.113.7", "203.0.113.7"),
    // All of them are proxies: the outermost one asks for itself.
    ("10.0.0.3, 10.0.0.2", "10.0.0.3"), ("10.0.0.1", "10.0.0.1"),
    // Forms of an address.
    ("203.0.113.7:555", "203.0.113.7"), ("2001:db8::7", "2001:db8::7"), ("[2001:db8::7]", "2001:db8::7"),
    ("[2001:db8::7]:65535", "2001:db8::7"), ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
    ("203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7"), ("203.0.113.7, [fd00::5]:80, 192.0.2.1:9", "203.0.113.7"),
  ])
  func theRightmostThatIsNoProxy(chain: String, client: String) throws {
    #expect(try self.client(chain) == client)
  }

  /// None of them is an address: the walk ends at the proxy to the right.
  @Test(arguments: [
    "", ",", "unknown", "_hidden", "localhost", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4/8", "1.2.3.4:",
    "1.2.3.4:x",
    "1.2.3.4:123456", "1.2.3.4:-1", "1.2.3.4:1:2", "[1.2.3.4]", "[1.2.3.4]:5", "[2001:db8::7", "2001:db8::7]", "[2001:db8::7]5",
    "[2001:db8::7]:", "[2001:db8::7]:x", "[]", "[:]", "fe80::1%eth0", "1.2.3.4%x", "1.2.3.4%", "\"1.2.3.4\"", "for=1.2.3.4",
    "1.2.3.4;x",
    "1.2.3.4 5.6.7.8", "0x7f.0.0.1", "2130706433", "::ffff:999.1.1.1", "1:2:3:4:5:6:7:8:9", "-1::", "+1::", "caf\u{E9}",
    "1.2.3.4<script>",
  ])
  func whatIsNoAddressEndsTheWalk(entry: String) throws {
    #expect(try client(entry) == "10.0.0.1")
    #expect(try client(entry + ", 10.0.0.2") == "10.0.0.2")
    #expect(try client("203.0.113.7, " + entry + ", 10.0.0.2") == "10.0.0.2")
    #expect(try client(entry + ", 203.0.113.7, 10.0.0.2") == "203.0.113.7")
    #expect(try client("203.0.113.7", entry, "10.0.0.2") == "10.0.0.2")
  }

  @Test func severalFieldsAreOneChain() throws {
    #expect(try client("1.1.1.1", "203.0.113.7", "10.0.0.2") == "203.0.113.7")
    #expect(try client("1.1.1.1, 203.0.113.7", "10.0.0.3, 10.0.0.2") == "203.0.113.7")
    #expect(try client("203.0.113.7", "") == "10.0.0.1")
    #expect(try client() == "10.0.0.1")
  }

  @Test func anEndlessChainIsNotFollowed() throws {
    let proxies = Array(repeating: "10.0.0.2", count: ForwardedChain.longest - 1)
    #expect(try client((["203.0.113.7"] + proxies).joined(separator: ",")) == "203.0.113.7")
    #expect(try client((["203.0.113.7", "10.0.0.3"] + proxies).joined(separator: ",")) == "10.0.0.3")
    #expect(try client(String(repeating: "10.0.0.2,", count: 3_000) + "10.0.0.2") == "10.0.0.2")
  }

  @Test(arguments: [
    ("X-Forwarded-Proto: https\r\n", PublicScheme.https), ("X-FORWARDED-PROTO:HTTPS\r\n", .https),
    ("X-Forwarded-Proto: http\r\n", .http),
    ("X-Forwarded-Proto: wss\r\n", .https), ("X-Forwarded-Proto: ws\r\n", .http), ("", nil), ("X-Forwarded-Proto: \r\n", nil),
    ("X-Forwarded-Proto: https, http\r\n", nil), ("X-Forwarded-Proto: ftp\r\n", nil), ("X-Forwarded-Proto: httpss\r\n", nil),
    ("X-Forwarded-Proto: https\r\nX-Forwarded-Proto: https\r\n", nil), ("X_Forwarded_Proto: https\r\n", nil),
    ("X-Forwarded-Protocol: https\r\nX-Forwarded-Ssl: on\r\nForwarded: proto=https\r\n", nil),
  ])
  func theScheme(fields: String, scheme: PublicScheme?) throws {
    #expect(try word(fields).scheme == scheme)
  }

  @Test(arguments: [
    ("X-Forwarded-Host: shop.example:8443\r\n", "shop.example:8443"), ("X-Forwarded-Host: [::1]\r\n", "[::1]"), ("", nil),
    ("X-Forwarded-Host: a.example, b.example\r\n", nil), ("X-Forwarded-Host: a\r\nX-Forwarded-Host: a\r\n", nil),
    ("X-Forwarded-Host: evil/path\r\n", nil), ("X-Forwarded-Host: user@evil\r\n", nil), ("X-Forwarded-Host: evil:x\r\n", nil),
    ("X-Forwarded-Host: \r\n", nil), ("X-Forwarded-Host: evil\"\r\n", nil),
  ])
  func theHost(fields: String, host: String?) throws {
    #expect(try word(fields).host.map { String(decoding: $0, as: UTF8.self) } == host)
  }

  /// Or a client could have an honest proxy's word about it thrown away.
  @Test func connectionDoesNotTakeAWordBack() throws {
    let fields = "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n"
    let word = try word("Connection: X-Forwarded-For, x-forwarded-proto, close\r\n" + fields)
    #expect(word.client == "203.0.113.7" && word.scheme == .https)
  }

  @Test func otherNamesSayNothing() throws {
    let word = try word(
      "X-Real-IP: 1.1.1.1\r\nForwarded: for=1.1.1.1\r\nX_Forwarded_For: 1.1.1.1\r\nX-Forwarded-For-X: 1.1.1.1\r\n")
    #expect(word.client == "10.0.0.1" && word.host == nil)
  }

  @Test func whoHasNoAddressIsNoProxy() {
    let everyone = TrustedProxies(["0.0.0.0/0", "::/0"].compactMap(AddressRange.init))
    #expect(!Peer(nil, everyone).isTrusted)
    #expect(!Self.proxies.trusts(IPAddress("203.0.113.7")) && Self.proxies.trusts(IPAddress("::ffff:10.9.9.9")))
  }

  /// Whatever is believed can stand in a head and in a log.
  @Test func nothingButAnAddressComesOut() throws {
    var random = SeededRandom(seed: 11)
    let parts = ["10.0.0.2", "1.2.3.4", "::1", "[", "]", ":", ",", " ", "%", "fe80::1", "\t", "x", ":80", ".", "/8", "\u{FF}"]
    for _ in 0..<20_000 {
      let chain = (0..<Int.random(in: 0...8, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let word = try word("X-Forwarded-For: \(chain)\r\n")
      #expect(
        word.client.utf8.allSatisfy { hexValue($0) != nil || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }, "\(chain)")
      #expect(IPAddress(word.client) == word.address && word.address != nil, "\(chain)")
    }
  }
}
