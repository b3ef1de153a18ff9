import RoostModel
import Testing

@testable import RoostSSH

struct SSHFaultTests {
  private static let address = "ssh://deploy@example.org:2222"

  /// What OpenSSH 9.2 says.
  @Test(arguments: [
    ("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.", SSHFault.hostKeyChanged),
    ("Host key verification failed.", .hostKeyUnknown),
    ("deploy@example.org: Permission denied (publickey,password).", .permissionDenied),
    ("Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures", .permissionDenied),
    ("ssh: connect to host example.org port 22: Connection refused", .refused),
    ("ssh: connect to host example.org port 22: Connection timed out", .timedOut),
    ("Connection timed out during banner exchange", .timedOut),
    ("ssh: Could not resolve hostname example.invalid: Name or service not known", .nameUnknown),
    ("ssh: connect to host example.org port 22: No route to host", .unreachable),
    (
      "/root/.ssh/config: line 1: Bad configuration option: foo\n/root/.ssh/config: terminating, 1 bad configuration options",
      .badSettings
    ),
    ("mux_client_request_session: session request failed: Session open refused by peer", .tooManySessions),
    ("mux_client_forward: forwarding request failed: Port forwarding failed", .forwardingForbidden),
    ("mux_client_request_session: read from master failed: Broken pipe", .lost), ("", .lost),
  ])
  func isToldApart(errors: String, fault: SSHFault) throws {
    #expect(SSHFault(errors) == fault)
  }

  @Test(arguments: SSHFault.allCases)
  func namesTheHostAndAWayOut(fault: SSHFault) throws {
    let problem = fault.problem(at: try SSHAddress(SSHFaultTests.address), said: "a\nb")
    #expect(problem.message.contains("example.org") && !problem.hint.isEmpty && problem.cause == "a\nb")
    #expect(!problem.hint.contains("StrictHostKeyChecking"))
  }

  @Test func aHostKeyIsAskedForOnItsOwnPort() throws {
    let unknown = SSHFault.hostKeyUnknown.problem(at: try SSHAddress(SSHFaultTests.address), said: "")
    #expect(unknown.code == .hostKeyUnknown && unknown.hint.contains("ssh-keyscan -p 2222 example.org >> ~/.ssh/known_hosts"))
    let changed = SSHFault.hostKeyChanged.problem(at: try SSHAddress(SSHFaultTests.address), said: "")
    #expect(changed.hint.contains("ssh-keygen -R '[example.org]:2222'"))
  }
}
