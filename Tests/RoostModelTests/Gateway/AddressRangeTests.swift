import RoostModel
import Testing

/// Addresses and ranges of them, written by people.
@Suite struct AddressRangeTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
    ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
    ("::/0", "2001:db8::1", true), ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
    ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("::ffff:10.0.0.0/104", "10.1.2.3", true), ("fe80::/10", "fe80::1%eth0", true),
    ("10.1.2.128/25", "10.1.2.127", false), ("2001:db8::/65", "2001:db8:0:0:7fff::", true),
    ("2001:db8::/65", "2001:db8:0:0:8000::", false),
    ("10.9.8.7/8", "10.0.0.1", true), ("::1", "::1", true), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", true), ("::", "::", true),
  ])
  func contains(range: String, address: String, expected: Bool) throws {
    #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == expected)
  }

  @Test(arguments: [
    "", "10", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "010.0.0.1",
    "1.2.3.4.5", "::/129",
    ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3", "1.2.3.4::", "+1::", "fe80::1%eth0",
    "a.b.c.d", " 1.2.3.4",
    "1:2:3:4:5:6:7::8:9", "1:2:3:4::5:6:7:8",
  ])
  func noRange(text: String) {
    #expect(AddressRange(text) == nil)
  }
}
