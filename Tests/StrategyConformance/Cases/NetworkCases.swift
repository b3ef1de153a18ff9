import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage

/// With real packets.
enum NetworkCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("network.none", needs: [.noNetwork], none),
    ConformanceCase("network.outbound", needs: [.outbound], outbound),
    ConformanceCase("network.allowed-alone", needs: [.allowedNetwork], allowed),
    ConformanceCase("network.neighbours-are-closed", needs: [.outbound, .portEvents], isolation: .namespaces, neighbours),
  ]

  private static func reaches(
    _ address: String, _ port: UInt16, from environment: any Environment, _ scene: ConformanceScene
  ) async throws -> Bool {
    let seconds = Int(2 * max(1, scene.subject.slowness / 4))
    let line = "timeout \(seconds) bash -c 'exec 3<>/dev/tcp/\(address)/\(port)' 2>/dev/null && echo reached; true"
    return try await environment.text(line) == "reached\n"
  }

  /// What is there may be missed by one look: a lost packet is sent again only after a while.
  private static func mustReach(
    _ address: String, _ port: UInt16, from environment: any Environment, _ scene: ConformanceScene, _ what: String
  ) async throws {
    try await eventually(within: scene.patience(.seconds(20)), "\(what) at \(address):\(port) is reached") {
      try await reaches(address, port, from: environment, scene)
    }
  }

  private static func outside(_ scene: ConformanceScene) throws -> (address: String, port: UInt16) {
    if let named = scene.subject.outside { return named }
    let files = ResolverConfiguration.hostFiles.compactMap { try? KernelFile.text(of: FilePath($0)) }
    guard let server = ResolverConfiguration(files: files).nameservers.first else {
      throw Problem(.internal, "this host has no name server to speak with", hint: "see /etc/resolv.conf")
    }
    return ("\(server)", 53)
  }

  private static func none(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.network = .none }
    let (address, port) = try outside(scene)
    try expect(try await reaches(address, port, from: environment, scene), is: false, "\(address):")
    try expect(try await reaches("192.0.2.1", 80, from: environment, scene), is: false, "a documentation address:")
    // Itself it reaches.
    _ = try await environment.spawn(InsideServer.count(3009))
    try await mustReach("127.0.0.1", 3009, from: environment, scene, "itself")
  }

  private static func outbound(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.network = .outbound }
    let (address, port) = try outside(scene)
    try await mustReach(address, port, from: environment, scene, "the outside")
    try expect(
      try await environment.run("grep -q ^nameserver /etc/resolv.conf").exit.succeeded, is: true, "who is asked for names:")
  }

  private static func allowed(_ scene: ConformanceScene) async throws {
    let (address, port) = try outside(scene)
    guard let destination = NetworkDestination("\(address):\(port)"), let other = NetworkDestination("192.0.2.77:80") else {
      throw ConformanceFailure("no destination can be made of \(address)", #fileID, #line)
    }
    let open = try await scene.booted { $0.network = .allow([destination]) }
    try await mustReach(address, port, from: open, scene, "what is allowed")
    let closed = try await scene.booted { $0.network = .allow([other]) }
    try expect(try await reaches(address, port, from: closed, scene), is: false, "what is not allowed:")
  }

  private static func neighbours(_ scene: ConformanceScene) async throws {
    let left = try await scene.booted { $0.network = .outbound }
    let right = try await scene.booted { $0.network = .outbound }
    _ = try await right.spawn(InsideServer.count(3000, address: "0.0.0.0"))
    try await right.port(3000, within: scene.patience(.seconds(10)))
    let address = try await right.text(
      "perl -e 'use IO::Socket::INET; print IO::Socket::INET->new(PeerAddr => \"192.0.2.1:9\", Proto => \"udp\")->sockhost'")
    try expect(address != "127.0.0.1" && address.split(separator: ".").count == 4, "its address is \(address)")
    try await mustReach(address, 3000, from: right, scene, "itself")
    try expect(try await reaches(address, 3000, from: left, scene), is: false, "from next door:")
  }
}
