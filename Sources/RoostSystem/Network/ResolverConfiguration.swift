/// The `resolv.conf` an environment gets: the host's, without name servers that only the host itself can reach.
package struct ResolverConfiguration: Sendable, Equatable {
  package var nameservers: [IPv4Address] = []
  /// `search` and `options` lines, as they were.
  package var otherLines: [String] = []

  /// - Parameter files: contents of the host's files, the better one first. The first that names a reachable server counts;
  ///   `systemd-resolved` and `dnsmasq` put a loopback address into the first one.
  package init(files: [String]) {
    for file in files {
      let candidate = ResolverConfiguration(parsing: file)
      if nameservers.isEmpty { self = candidate }
    }
  }

  private init(parsing text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      switch words.first {
      case "nameserver":
        if words.count > 1, let address = IPv4Address(words[1]), !address.isLoopback { nameservers.append(address) }
      case "search", "domain", "options": otherLines.append(words.joined(separator: " "))
      default: break
      }
    }
  }

  /// The host's files, the usual one first.
  package static let hostFiles = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"]

  package var text: String { (otherLines + nameservers.prefix(3).map { "nameserver \($0)" }).map { $0 + "\n" }.joined() }
}
