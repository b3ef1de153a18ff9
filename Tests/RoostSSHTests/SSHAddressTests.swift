import RoostModel
import Testing

@testable import RoostSSH

struct SSHAddressTests {
  @Test(arguments: [
    "ssh://example.org", "ssh://deploy@example.org:2222", "ssh://a.b-c_d@10.0.0.7", "ssh://[2001:db8::1]:22", "ssh://root@[::1]",
    "ssh://alias",
  ])
  func whatIsAcceptedSaysItselfAgain(text: String) throws {
    #expect(try SSHAddress(text).description == text)
  }

  @Test func partsAreTakenApart() throws {
    let address = try SSHAddress("ssh://deploy@[2001:db8::1]:2222/")
    #expect(address.user == "deploy" && address.host == "2001:db8::1" && address.port == 2222)
    #expect(address.options == ["-p", "2222", "-l", "deploy"])
    #expect(try SSHAddress("ssh://host").options.isEmpty)
  }

  @Test(arguments: [
    "", "host", "http://host", "ssh://", "ssh://-oProxyCommand=reboot", "ssh://-x@host", "ssh://user@", "ssh://@host",
    "ssh://user:secret@host", "ssh://host:", "ssh://host:0", "ssh://host:65536", "ssh://host:+22", "ssh://host:22:23",
    "ssh://a@b@c", "ssh://ho st", "ssh://host/path", "ssh://host?x", "ssh://host\nProxyCommand x", "ssh://$(reboot)",
    "ssh://h`x`", "ssh://[::1", "ssh://[::1]x", "ssh://[host]", "ssh://[fe80::1%eth0]", "ssh://hést", "ssh://us\u{0}er@host",
    "ssh://" + String(repeating: "a", count: 254),
  ])
  func everythingElseIsRefused(text: String) {
    #expect(throws: Problem.self) { try SSHAddress(text) }
  }
}
