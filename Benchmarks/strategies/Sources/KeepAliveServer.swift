import Glibc

/// A small HTTP server in Perl, which a Debian base and host both have, and its blocking client.
struct KeepAliveServer {
  static let port: UInt16 = 3000
  let connection: Int32
  private let pid: pid_t

  static let program = """
    use IO::Socket::INET;
    use Socket qw(IPPROTO_TCP TCP_NODELAY);
    my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 16, ReuseAddr => 1) or die "listen: $!";
    while (my $client = $server->accept) {
      setsockopt($client, IPPROTO_TCP, TCP_NODELAY, 1);
      while (sysread($client, my $request, 4096)) { syswrite($client, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"); }
    }
    """

  private static let request = Array("GET / HTTP/1.1\r\nHost: app\r\n\r\n".utf8)

  /// Starts one on a free port of the host.
  static func onTheHost() throws -> KeepAliveServer {
    let port = UInt16.random(in: 20_000...30_000)
    let arguments = ["perl", "-e", program, "\(port)"].map { (word: String) in strdup(word) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid: pid_t = 0
    guard posix_spawnp(&pid, "perl", nil, nil, arguments, environ) == 0 else { throw BenchmarkFailure.noServer }
    for _ in 0..<200 {
      if let connection = connect(to: port) { return KeepAliveServer(connection: connection, pid: pid) }
      usleep(10_000)
    }
    throw BenchmarkFailure.noServer
  }

  private static func connect(to port: UInt16) -> Int32? {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result == 0 { return client }
    close(client)
    return nil
  }

  /// Asks and waits for the answer, `count` times. Both kinds of descriptor are made blocking, to be timed alike.
  func requests(on descriptor: Int32, count: Int) -> Duration {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let began = ContinuousClock.now
    for _ in 0..<count {
      guard write(descriptor, Self.request, Self.request.count) > 0, read(descriptor, &buffer, buffer.count) > 0 else { exit(1) }
    }
    return began.duration(to: .now)
  }

  func stop() {
    close(connection)
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }
}

enum BenchmarkFailure: Error { case noServer }
