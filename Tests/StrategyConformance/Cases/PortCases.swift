import RoostEnvironments
import RoostModel
import RoostTestSupport

enum PortCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("ports.within-50-milliseconds", needs: [.portEvents, .input], soon),
    ConformanceCase("ports.close", needs: [.portEvents], closes),
    ConformanceCase("ports.tell-who-listens", needs: [.portEvents], tellWho),
    ConformanceCase("ports.all-addresses", needs: [.portEvents], allAddresses),
    ConformanceCase("ports.version-6", needs: [.portEvents, .dial], version6),
    ConformanceCase("ports.many", needs: [.portEvents], many),
  ]

  /// From the word that makes it listen to the event, so that no clock of another machine is asked. The third fastest of nine:
  /// the others may be what a busy machine does not get to.
  private static func soon(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(InsideServer.onDemand(3001))
    try await process.says("waiting", within: scene.patience(.seconds(10)))
    var events = await environment.events().makeAsyncIterator()
    var times: [Duration] = []
    for _ in 0..<9 {
      let began = ContinuousClock.now
      try await process.write([10])
      while let event = await events.next() { if case .portOpened = event { break } }
      times.append(began.duration(to: .now))
      try await process.write([10])
      while let event = await events.next() { if case .portClosed = event { break } }
    }
    try expect(times.sorted()[2] < scene.patience(.milliseconds(50)), "it took \(times.sorted())")
  }

  private static func closes(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let events = await environment.events()
    let server = try await environment.spawn(InsideServer.echo(3002))
    let opened = try await environment.port(3002, within: scene.patience(.seconds(10)))
    try await server.signal(9)
    let closed: ServedPort = try await events.first("the port closes", within: scene.patience(.seconds(10))) { event in
      if case .portClosed(let port) = event { port } else { nil }
    }
    try expect(closed.port, is: opened.port)
    try expect(closed.address, is: opened.address)
  }

  private static func tellWho(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    var spec = ProcessSpec.shell("echo $$; exec perl -e \"$PROGRAM\"")
    spec.variables = ["PROGRAM": InsideServer.echo(3003).arguments[1]]
    let server = try await environment.spawn(spec)
    let port = try await environment.port(3003, within: scene.patience(.seconds(10)))
    let said = try await server.says("\n", within: scene.patience(.seconds(10)))
    try expect(port.process?.name, is: "perl")
    try expect(port.process.map { "\($0.pid)\n" }, is: said)
  }

  private static func allAddresses(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.spawn(InsideServer.echo(3004, address: "0.0.0.0"))
    try expect(try await environment.port(3004, within: scene.patience(.seconds(10))).address, is: "0.0.0.0")
  }

  private static func version6(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let server = try await environment.spawn(InsideServer.version6(3006))
    try expect(try await environment.port(3006, within: scene.patience(.seconds(10))).address, is: "::1")
    try expect(try await environment.say("hello\n", to: 3006), is: "six said hello\n")
    try await server.signal(9)
  }

  /// Sixty-four in one process, each told once.
  private static func many(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let events = await environment.events()
    let program = """
      use IO::Socket::INET;
      my @all = map { IO::Socket::INET->new(LocalAddr => "127.0.0.1:$_", Listen => 1) or die $! } 5000..5063;
      sleep 300;
      """
    _ = try await environment.spawn(InsideServer.perl(program))
    let ports = try await within(scene.patience(.seconds(15)), "64 ports open") {
      var ports: [UInt16] = []
      for await event in events {
        if case .portOpened(let port) = event { ports.append(port.port) }
        if ports.count == 64 { break }
      }
      return ports
    }
    try expect(ports.sorted(), is: Array(5000...5063))
  }
}
