import Glibc
import RoostModel

/// A server that the test base can run: Debian's own Perl answers each connection with what it got first.
enum TestServer {
  static func echo(address: String = "127.0.0.1", port: UInt16 = 3000) -> ProcessSpec {
    ProcessSpec("perl", ["-e", program, "\(address):\(port)"])
  }

  /// Waits for one client, then leaves.
  private static let program = """
    use IO::Socket::INET;
    my $server = IO::Socket::INET->new(LocalAddr => $ARGV[0], Listen => 64, ReuseAddr => 1) or die "listen: $!";
    while (my $client = $server->accept) {
      my $line = <$client>;
      last if !defined($line) || $line eq "quit\\n";
      print $client "you said $line";
      close $client;
    }
    """
}

/// A connected socket of the test, non-blocking as it was handed over.
struct TestSocket: ~Copyable {
  private let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  func send(_ text: String) -> Int { Array(text.utf8).withUnsafeBytes { write(number, $0.baseAddress, $0.count) } }

  /// Everything until the other side closes, within a minute.
  func receiveAll() -> String {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 60_000) == 1 else { break }
      let count = buffer.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      text.append(contentsOf: buffer[..<count])
    }
    return String(decoding: text, as: UTF8.self)
  }

  var flags: (nonBlocking: Bool, closeOnExec: Bool) {
    (fcntl(number, F_GETFL) & O_NONBLOCK != 0, fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
  }
}
