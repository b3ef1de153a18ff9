import RoostModel

/// Why `ssh` gave up, read from what it said. Pure.
enum SSHFault: Equatable, CaseIterable {
  case hostKeyChanged, hostKeyUnknown, permissionDenied, refused, timedOut, nameUnknown, unreachable, badSettings
  case tooManySessions, forwardingForbidden, lost

  /// The first that is found counts: a changed host key ends in the same words as an unknown one.
  private static let signs: [(SSHFault, [String])] = [
    (.hostKeyChanged, ["remote host identification has changed", "host key for"]),
    (.hostKeyUnknown, ["host key verification failed", "host key is known for"]),
    (.permissionDenied, ["permission denied (", "too many authentication failures", "no supported authentication methods"]),
    (.refused, ["connection refused"]),
    (.timedOut, ["timed out"]),
    (.nameUnknown, ["could not resolve hostname", "name or service not known"]),
    (.unreachable, ["no route to host", "network is unreachable", "host is down"]),
    (.badSettings, ["bad configuration option", "bad owner or permissions", "terminating,"]),
    (.tooManySessions, ["open refused by peer"]),
    (.forwardingForbidden, ["forwarding disabled", "forwarding request failed", "administratively prohibited"]),
  ]

  /// What is not known by its words is a connection that broke.
  init(_ errors: String) {
    let text = errors.lowercased()
    self = SSHFault.signs.first { $0.1.contains { text.contains($0) } }?.0 ?? .lost
  }

  func problem(at address: SSHAddress, said errors: String) -> Problem {
    let (code, message, hint) = description(of: address)
    let said = errors.split(whereSeparator: \.isNewline).suffix(12).joined(separator: "\n")
    return Problem(code, message, hint: hint, cause: said.isEmpty ? nil : said)
  }

  private func description(of address: SSHAddress) -> (ProblemCode, String, String) {
    let (port, line) = (address.port.map { "-p \($0) " } ?? "", address.commandLine)
    let entry = address.port.map { $0 == 22 ? address.host : "[\(address.host)]:\($0)" } ?? address.host
    switch self {
    case .hostKeyUnknown:
      return (
        .hostKeyUnknown, "nobody has vouched yet for the host key of \(address)",
        "compare what `ssh-keyscan \(port)\(address.host) | ssh-keygen -lf -` prints with what the host's owner says, then: "
          + "ssh-keyscan \(port)\(address.host) >> ~/.ssh/known_hosts"
      )
    case .hostKeyChanged:
      return (
        .hostKeyChanged, "\(address) shows another host key than before: it was set up anew, or somebody stands in between",
        "ask its owner; when it is right: ssh-keygen -R '\(entry)', then ssh-keyscan \(port)\(address.host) >> ~/.ssh/known_hosts"
      )
    case .permissionDenied:
      return (
        .permissionDenied, "\(address) does not let this user in with the keys it has",
        "put a key there: ssh-copy-id \(port)\(address.user.map { "\($0)@" } ?? "")\(address.host), and try: \(line) true"
      )
    case .refused:
      return (
        .hostUnreachable, "nothing listens on the port of \(address)", "start sshd there, or correct the port; try: \(line) true"
      )
    case .timedOut:
      return (
        .hostUnreachable, "\(address) does not answer", "look whether it is up and no firewall is in between: \(line) -v true"
      )
    case .nameUnknown:
      return (
        .hostUnreachable, "no host is called \(address.host)",
        "correct the name, or see what it leads to: getent hosts \(address.host)"
      )
    case .unreachable:
      return (.hostUnreachable, "there is no way to \(address)", "look at the network: ip route; \(line) -v true")
    case .badSettings:
      return (
        .settingsInvalid, "ssh does not accept its own settings for \(address)",
        "correct ~/.ssh/config; see: ssh -G \(address.host)"
      )
    case .tooManySessions:
      return (
        .environmentState, "\(address) opens no more sessions on one connection",
        "put `MaxSessions 100` into /etc/ssh/sshd_config there, then: systemctl reload ssh"
      )
    case .forwardingForbidden:
      return (
        .unsupported, "\(address) forwards no sockets", "put `AllowStreamLocalForwarding yes` into /etc/ssh/sshd_config there"
      )
    case .lost: return (.connectionLost, "the connection to \(address) broke", "try again, and by hand: \(line) true")
    }
  }
}
