import RoostModel

/// Servers in Perl, which a minimal Debian has.
enum InsideServer {
  /// Answers each connection with `you said ` and the line it got; leaves after `quit`.
  static func echo(_ port: UInt16, address: String = "127.0.0.1") -> ProcessSpec {
    perl(
      """
      use IO::Socket::INET;
      my $server = IO::Socket::INET->new(LocalAddr => "\(address):\(port)", Listen => 128, ReuseAddr => 1) or die "listen: $!";
      while (my $client = $server->accept) {
        my $line = <$client>;
        next if !defined($line);
        last if $line eq "quit\\n";
        print $client "you said $line";
        close $client;
      }
      """)
  }

  /// Listens once it gets a line of input, and closes at the next.
  static func onDemand(_ port: UInt16) -> ProcessSpec {
    var process = perl(
      """
      use IO::Socket::INET;
      $| = 1;
      print "waiting\\n";
      while (<STDIN>) {
        my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1:\(port)", Listen => 8, ReuseAddr => 1) or die "listen: $!";
        <STDIN>;
        close $server;
        print "closed\\n";
      }
      """)
    process.acceptsInput = true
    return process
  }

  static func version6(_ port: UInt16) -> ProcessSpec {
    perl(
      """
      use IO::Socket::IP;
      my $server = IO::Socket::IP->new(LocalHost => "::1", LocalPort => \(port), Listen => 8, ReuseAddr => 1, V6Only => 1)
        or die "listen: $@ $!";
      while (my $client = $server->accept) { my $line = <$client>; print $client "six said $line"; close $client; }
      """)
  }

  /// Reads to the end of a connection, then answers with how many bytes that were and their sum.
  static func count(_ port: UInt16, address: String = "127.0.0.1") -> ProcessSpec {
    perl(
      """
      use IO::Socket::INET;
      my $server = IO::Socket::INET->new(LocalAddr => "\(address):\(port)", Listen => 128, ReuseAddr => 1) or die "listen: $!";
      while (my $client = $server->accept) {
        my ($count, $sum) = (0, 0);
        while (my $got = sysread($client, my $some, 65536)) { $count += $got; $sum += unpack("%32C*", $some); }
        print $client "$count $sum";
        close $client;
      }
      """)
  }

  static func perl(_ program: String, _ arguments: [String] = []) -> ProcessSpec {
    ProcessSpec("perl", ["-e", program] + arguments)
  }
}
