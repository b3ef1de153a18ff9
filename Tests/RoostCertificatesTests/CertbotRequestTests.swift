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
    let hooks = CertbotHooks(executable: "/opt/my roost/roost", home: "/var/lib/roost", label: try request.label)
    #expect(
      hooks.deploy == "env '/opt/my roost/roost' tls add --home '/var/lib/roost' --name www.example.org "
        + "\"$RENEWED_LINEAGE/fullchain.pem\" \"$RENEWED_LINEAGE/privkey.pem\"")
    #expect(hooks.before == "env '/opt/my roost/roost' tls renewal www.example.org --began --home '/var/lib/roost'")
    let place = CertbotHooks(executable: "/r", home: "/h", label: try request.label, directory: "/tmp/it's").after
    #expect(place == #"env '/r' tls renewal www.example.org --ended --home '/h' --certbot-directory '/tmp/it'\''s'"#)
    let begin = [
      "certonly", "--non-interactive", "--agree-tos", "--webroot", "--webroot-path", "/var/lib/roost/tls/acme", "--email",
      "me@example.org", "--cert-name", "www.example.org", "--deploy-hook", hooks.deploy,
    ]
    let end = [
      "--config-dir", "/tmp/c/config", "--work-dir", "/tmp/c/work", "--logs-dir", "/tmp/c/logs", "--domain", "www.example.org",
      "--domain", "example.org",
    ]
    let trial = try request.command(challenges: "/var/lib/roost/tls/acme", hooks: hooks).arguments
    #expect(trial == begin + ["--dry-run"] + end, "a trial is no attempt")
    request.dryRun = false
    let arguments = try request.command(challenges: "/var/lib/roost/tls/acme", hooks: hooks).arguments
    #expect(arguments == begin + ["--pre-hook", hooks.before, "--post-hook", hooks.after] + end)
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
