import RoostModel
import RoostSystem
import Testing

/// Which addresses a list of destinations comes to.
struct DestinationTests {
  private static let closed = ClosedRanges(subnet: .standard, own: [IPv4Address("192.0.2.1")].compactMap(\.self))

  private static func lookup(_ answers: [String: [String]] = [:]) -> DestinationLookup {
    DestinationLookup(closed: closed) { name in answers[name, default: []].compactMap { IPv4Address($0) } }
  }

  private static func destinations(_ text: String...) -> [NetworkDestination] { text.compactMap { NetworkDestination($0) } }

  @Test func rangesHoldWhatBeginsAlike() throws {
    let range = try #require(IPv4Range("192.0.2.77/24"))
    let (last, next) = (try #require(IPv4Address("192.0.2.255")), try #require(IPv4Address("192.0.3.0")))
    let (all, larger) = (try #require(IPv4Range("0.0.0.0/0")), try #require(IPv4Range("192.0.0.0/16")))
    #expect(range.description == "192.0.2.0/24" && range.contains(last) && !range.contains(next))
    #expect(all.contains(range) && all.contains(next) && !range.contains(larger))
    for text in ["", "1.2.3", "1.2.3.4/33", "1.2.3.4/24/1", "name", "1.2.3.4/"] { #expect(IPv4Range(text) == nil, "\(text)") }
  }

  @Test(arguments: [
    "127.0.0.1", "127.0.0.0/9", "169.254.169.254:80", "169.254.0.0/16", "10.213.7.1", "10.213.0.0/16", "192.0.2.1:22", "0.0.0.0",
    "224.0.0.1",
  ])
  func closedAddressesAreRefused(text: String) throws {
    let problem = #expect(throws: Problem.self) { try Self.lookup().check(Self.destinations(text)) }
    #expect(problem?.code == .usageInvalid)
  }

  @Test(arguments: ["192.0.2.2", "192.0.2.0/24", "10.0.0.0/8", "0.0.0.0/0", "db.internal:5432"])
  func othersAreNot(text: String) throws { try Self.lookup().check(Self.destinations(text)) }

  @Test func whoeverAnswersForANameOpensNothingThatIsClosed() throws {
    let lookup = Self.lookup(["db.test": ["198.51.100.7", "169.254.169.254"], "evil.test": ["127.0.0.1", "10.213.0.2"]])
    let found = try lookup.resolve(Self.destinations("db.test:5432", "203.0.113.0/24"))
    #expect(found.map(\.ranges.description) == ["[198.51.100.7]", "[203.0.113.0/24]"])
    #expect(found.flatMap(\.hostLines) == ["198.51.100.7 db.test"])
    #expect(throws: Problem.self) { try lookup.resolve(Self.destinations("evil.test")) }
    let unknown = #expect(throws: Problem.self) { try lookup.resolve(Self.destinations("gone.test")) }
    #expect(unknown?.code == .environmentBootFailed)
  }

  @Test func theChainEndsClosed() throws {
    let traffic = AllowedTraffic(
      interface: "rstabc", destinations: try Self.lookup().resolve(Self.destinations("198.51.100.7:443", "203.0.113.0/24")))
    let rules = traffic.text.split(separator: "\n").filter { $0.hasPrefix("add rule inet roost rstabc ") }
    #expect(rules.last?.hasSuffix(" drop") == true)
    #expect(traffic.text.contains("ip daddr { 198.51.100.7 } meta l4proto { tcp, udp } th dport 443 accept"))
    #expect(traffic.text.contains("ip daddr { 203.0.113.0/24 } accept"))
    let own = try #require(rules.firstIndex { $0.hasSuffix("ip daddr @subnets drop") })
    let first = try #require(rules.firstIndex { $0.hasSuffix("accept") })
    #expect(own < first)
  }
}
