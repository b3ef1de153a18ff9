import RoostModel
import Testing

@testable import RoostSources

@Suite struct PublicAddressesTests {
  @Test(arguments: [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "::127.0.0.1",
  ])
  func nothingOfTheInsideIsReached(text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(!PublicAddresses(allowed: []).permits(address))
  }

  @Test(arguments: [
    "1.1.1.1", "140.82.121.4", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1",
  ])
  func theWorldIs(text: String) throws {
    #expect(PublicAddresses(allowed: []).permits(try #require(IPAddress(text))))
  }

  @Test func theOperatorMayAllowMore() throws {
    let range = try #require(AddressRange("10.0.0.0/8"))
    let rule = PublicAddresses(allowed: [range])
    let (inside, outside, other) = (
      try #require(IPAddress("10.9.9.9")), try #require(IPAddress("127.0.0.1")), try #require(IPAddress("11.0.0.1"))
    )
    #expect(rule.permits(inside) && rule.isAllowed(inside))
    #expect(rule.permits(other) && !rule.isAllowed(other))
    #expect(!rule.permits(outside))
  }

  @Test func aNameIsConnectedToAtThePublicOneOfItsAddresses() async throws {
    let check = AddressCheck(rule: PublicAddresses(allowed: [])) { _ in ["127.0.0.1", "fe80::1%eth0", "1.1.1.1"] }
    #expect(try await check.place(of: "rebinding.example") == AddressCheck.Place(address: "1.1.1.1", isAllowed: false))
    let inside = AddressCheck(rule: PublicAddresses(allowed: [])) { _ in ["127.0.0.1", "::1"] }
    let problem = await #expect(throws: Problem.self) { try await inside.place(of: "inside.example") }
    #expect(problem?.code == .permissionDenied)
    let nobody = AddressCheck(rule: PublicAddresses(allowed: [])) { _ in [] }
    #expect(await #expect(throws: Problem.self) { try await nobody.place(of: "x") }?.code == .downloadFailed)
  }
}
