import Glibc
import RoostModel
import RoostSystem

/// Another host: a network namespace behind a link of its own, with a server on some ports of some addresses.
struct FarHost {
  private let name: String
  private let addresses: [String]
  private let server: Int32

  /// Of the blocks that are for examples only.
  static func with(_ addresses: [String], ports: [Int], _ body: () async throws -> Void) async throws {
    let host = try await FarHost(addresses, ports)
    do {
      try await body()
    } catch {
      try await host.remove()
      throw error
    }
    try await host.remove()
  }

  private init(_ addresses: [String], _ ports: [Int]) async throws {
    name = "far\(UInt16.random(in: .min ... .max))"
    self.addresses = addresses
    let near = "n\(name)"
    try await FarHost.ip(["netns", "add", name])
    try await FarHost.ip(["link", "add", near, "type", "veth", "peer", "name", "eth0", "netns", name])
    try await FarHost.ip(["addr", "add", "198.18.0.1/30", "dev", near])
    try await FarHost.ip(["link", "set", near, "up"])
    try await FarHost.ip(["-n", name, "addr", "add", "198.18.0.2/30", "dev", "eth0"])
    for address in addresses { try await FarHost.ip(["-n", name, "addr", "add", "\(address)/32", "dev", "lo"]) }
    for link in ["lo", "eth0"] { try await FarHost.ip(["-n", name, "link", "set", link, "up"]) }
    try await FarHost.ip(["-n", name, "route", "add", "default", "via", "198.18.0.1"])
    for address in addresses { try await FarHost.ip(["route", "add", "\(address)/32", "via", "198.18.0.2", "dev", near]) }
    server = try FarHost.serve(in: name, ports)
  }

  private static func ip(_ arguments: [String]) async throws { try await ExternalCommand("ip", arguments).succeed() }

  private static let program = """
    use IO::Socket::INET;
    use IO::Select;
    my $all = IO::Select->new(map { IO::Socket::INET->new(LocalAddr => "0.0.0.0:$_", Listen => 16, ReuseAddr => 1) or die } @ARGV);
    print "ready\\n"; close STDOUT;
    while (my @ready = $all->can_read) { close $_->accept for @ready }
    """

  /// Returns once it listens.
  private static func serve(in name: String, _ ports: [Int]) throws -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Problem.lastSystemCall("make a pipe") }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    let words = ["ip", "netns", "exec", name, "perl", "-e", program] + ports.map(String.init)
    let arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid: pid_t = 0
    let result = posix_spawnp(&pid, "ip", &actions, nil, arguments, environ)
    close(ends[1])
    var byte: UInt8 = 0
    guard result == 0, read(ends[0], &byte, 1) == 1 else { throw Problem(.internal, "no far host", hint: "see the test") }
    return pid
  }

  private func remove() async throws {
    kill(server, SIGKILL)
    waitpid(server, nil, 0)
    // Both ends, before the namespace takes them with it at a moment of its own.
    try await FarHost.ip(["link", "del", "n\(name)"])
    try await FarHost.ip(["netns", "del", name])
  }
}
