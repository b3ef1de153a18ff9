import RoostAgentProtocol

/// A server inside, in Perl, which every Debian has: greets each connection with its word.
enum Listener {
  static func command(address: String = "127.0.0.1", port: UInt16, seconds: Int = 60) -> [String] {
    let program = """
      use Socket qw(:DEFAULT inet_pton); my $v6 = "\(address)" =~ /:/;
      socket(S, $v6 ? PF_INET6 : PF_INET, SOCK_STREAM, 0) or die $!;
      setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
      my $a = $v6 ? pack_sockaddr_in6(\(port), inet_pton(AF_INET6, "\(address)"))
        : pack_sockaddr_in(\(port), inet_aton("\(address)"));
      bind(S, $a) or die "bind $!"; listen(S, 5) or die "listen $!"; $| = 1; print "listening\\n";
      alarm \(seconds); while (accept(C, S)) { syswrite(C, "hello\\n"); close(C); }
      """
    return ["perl", "-e", program]
  }
}

extension TestClient {
  func startListener(address: String = "127.0.0.1", port: UInt16) throws -> UInt32 {
    try start(SpawnRequest(arguments: Listener.command(address: address, port: port)))
  }
}
