package import RoostModel
package import RoostSystem
package import SystemPackage

/// A certificate asked of an ACME authority through certbot: its arguments, checked and in order.
package struct CertbotRequest: Sendable, Equatable {
  package var hosts: [String]
  package var email: String
  /// The authority's directory; `nil` is Let's Encrypt.
  package var server: String?
  package var staging = false
  package var dryRun = false
  /// Where certbot keeps its own files; `nil` is its own choice, which its timer renews from.
  package var directory: FilePath?

  package init(hosts: [String], email: String) {
    self.hosts = hosts
    self.email = email
  }

  /// Throws `usage.invalid` for what an authority would refuse, and for what certbot could take for an option.
  package func check() throws(Problem) {
    guard !hosts.isEmpty, hosts.count <= 100 else { throw usage("name 1 to 100 hosts") }
    for host in hosts where !CertbotRequest.isPublicName(host) {
      throw usage("\(host.debugDescription) is no full host name that a file on the web can prove (no wildcard, no address)")
    }
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = email.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), isPlain, email.first != "-" else {
      throw usage("\(email.debugDescription) is no mail address")
    }
    guard let server else { return }
    guard server.hasPrefix("https://") || server.hasPrefix("http://"), server.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !staging
    else { throw usage("the server must be the https:// address of an ACME directory, and --staging names one itself") }
  }

  package var label: CertificateLabel {
    get throws(Problem) { try CertificateLabel(naming: hosts.first ?? "") }
  }

  package func command(challenges: FilePath, hooks: CertbotHooks) throws(Problem) -> ExternalCommand {
    let name = try label.text
    var words = ["certonly", "--non-interactive", "--agree-tos", "--webroot", "--webroot-path", challenges.string]
    words += ["--email", email, "--cert-name", name, "--deploy-hook", hooks.deploy]
    // A trial proves what could be, and is no attempt.
    if !dryRun { words += ["--pre-hook", hooks.before, "--post-hook", hooks.after] }
    if let server { words += ["--server", server] }
    if staging { words.append("--staging") }
    if dryRun { words.append("--dry-run") }
    if let directory {
      for (option, name) in [("--config-dir", "config"), ("--work-dir", "work"), ("--logs-dir", "logs")] {
        words += [option, directory.appending(name).string]
      }
    }
    for host in hosts { words += ["--domain", host.lowercased()] }
    var command = ExternalCommand("certbot", words)
    command.timeout = .seconds(600)
    return command
  }

  private static func isPublicName(_ host: String) -> Bool {
    let labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, host.utf8.count <= 190, labels.last?.first?.isLetter ?? false else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
        }
    }
  }

  private func usage(_ message: String) -> Problem {
    Problem(.usageInvalid, message, hint: "roost tls acme www.example.org --email you@example.org")
  }
}
