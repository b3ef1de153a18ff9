import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostCertificates

@Suite struct CertbotRequestTests {
  @Test func theArgumentsOfCertbot() throws {
    var request = CertbotRequest(hosts: ["www.example.org", "Example.org"], email: "me@example.org")
    request.dryRun = true
    request.directory = "/tmp/c"
    try request.check()
    let hook = CertbotRequest.hook(executable: "/opt/my roost/roost", home: "/var/lib/roost", label: try request.label)
    #expect(
      hook == "env '/opt/my roost/roost' tls add --home '/var/lib/roost' --name www.example.org "
        + "\"$RENEWED_LINEAGE/fullchain.pem\" \"$RENEWED_LINEAGE/privkey.pem\"")
    #expect(
      try request.command(challenges: "/var/lib/roost/tls/acme", hook: hook).arguments == [
        "certonly", "--non-interactive", "--agree-tos", "--webroot", "--webroot-path", "/var/lib/roost/tls/acme", "--email",
        "me@example.org", "--cert-name", "www.example.org", "--deploy-hook", hook, "--dry-run", "--config-dir", "/tmp/c/config",
        "--work-dir", "/tmp/c/work", "--logs-dir", "/tmp/c/logs", "--domain", "www.example.org", "--domain", "example.org",
      ])
  }

  @Test(arguments: [
    ("*.example.org", "me@example.org"), ("-x.example.org", "me@example.org"), ("localhost", "me@example.org"),
    ("192.0.2.1", "me@example.org"), ("example.org", "--force"), ("example.org", "me"), ("a b.example.org", "me@example.org"),
    ("example.org", "me@x.org --server"),
  ])
  func whatCertbotCouldMisunderstandIsRefused(_ host: String, _ email: String) {
    #expect(throws: Problem.self) { try CertbotRequest(hosts: [host], email: email).check() }
  }

  @Test(arguments: ["ftp://x", "--x", "https://a b"]) func serversAreAddresses(_ server: String) {
    var request = CertbotRequest(hosts: ["example.org"], email: "me@example.org")
    request.server = server
    #expect(throws: Problem.self) { try request.check() }
  }
}
