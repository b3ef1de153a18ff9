import RoostSystem
import Testing

/// Addresses and how links are handed out.
struct SubnetTests {
  @Test func addressesAreReadStrictly() {
    #expect(IPv4Address("10.213.0.1")?.bytes == [10, 213, 0, 1])
    for text in ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", " 1.2.3.4", "1.2.3.-4", "1.2..4", "::1"] {
      #expect(IPv4Address(text) == nil, "\(text)")
    }
    #expect(IPv4Address("127.0.0.53")?.isLoopback == true)
  }

  @Test func subnetsAreReadStrictly() {
    #expect(Subnet("10.213.0.0/16") == Subnet.standard)
    #expect(Subnet("10.213.0.0/16")?.linkCount == 16_384)
    for text in ["10.213.0.1/16", "10.213.0.0/31", "10.0.0.0/7", "10.213.0.0", "10.213.0.0/16/2", "x/16"] {
      #expect(Subnet(text) == nil, "\(text)")
    }
  }

  @Test func linksTakeFourAddressesEach() {
    let link = Subnet.standard.link(3)
    #expect("\(link.host)" == "10.213.0.13" && "\(link.guest)" == "10.213.0.14")
    #expect(Subnet.standard.linkIndex(of: link.guest) == 3)
    #expect(Subnet.standard.linkIndex(of: IPv4Address(0)) == nil)
    #expect("\(Subnet.standard.link(16_383).guest)" == "10.213.255.254")
  }

  @Test func theNextFreeLinkIsFoundAround() throws {
    let small = try #require(Subnet("192.168.7.0/28"))
    #expect(small.freeLink(from: 2, taken: [])?.index == 2)
    #expect(small.freeLink(from: 2, taken: [2, 3])?.index == 0)
    #expect(small.freeLink(from: .max, taken: [0, 1, 2])?.index == 3)
    #expect(small.freeLink(from: 0, taken: [0, 1, 2, 3]) == nil)
  }
}
