import RoostEnvironments
import RoostModel
import RoostTestSupport

/// Two environments of one strategy, and their host.
enum IsolationCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("isolation.processes", isolation: .namespaces, processes),
    ConformanceCase("isolation.files", needs: [.ownFiles], files),
    ConformanceCase("isolation.same-port", needs: [.portEvents, .dial], isolation: .namespaces, samePort),
    ConformanceCase("isolation.stack-is-unharmed", needs: [.ownFiles], stack),
    ConformanceCase("isolation.one-ends-the-other-stays", other),
  ]

  private static func processes(_ scene: ConformanceScene) async throws {
    let (left, right) = (try await scene.booted(), try await scene.booted())
    let mark = "64\(UInt32.random(in: 100_000...999_999))"
    let process = try await left.spawn(ProcessSpec("sleep", [mark]))
    try expect(try await left.text(Looking.forSleep(mark)), is: "1\n")
    try expect(try await right.text(Looking.forSleep(mark)), is: "0\n")
    if let pid = await process.hostPID {
      try expect(try await right.run("kill -9 \(pid)").exit.succeeded, is: false, "from next door:")
    }
    try expect(await process.exit, is: nil, "from next door:")
    try expect(try await left.text("echo alive"), is: "alive\n")
  }

  private static func files(_ scene: ConformanceScene) async throws {
    let (left, right) = (try await scene.booted(), try await scene.booted())
    _ = try await left.text("echo mine > own; echo mine > /tmp/own")
    let place = left.spec.workingDirectory
    try expect(try await right.text("cat own \(place)/own /tmp/own 2>/dev/null | wc -l"), is: "0\n")
  }

  private static func samePort(_ scene: ConformanceScene) async throws {
    let (left, right) = (try await scene.booted(), try await scene.booted())
    let server = try await left.spawn(InsideServer.echo(3000))
    _ = try await right.spawn(InsideServer.echo(3000))
    try await left.port(3000, within: scene.patience(.seconds(10)))
    try await right.port(3000, within: scene.patience(.seconds(10)))
    _ = try await left.say("quit\n", to: 3000)
    _ = try await server.exitStatus()
    try await refused(.portNotOpen, as: "the port that closed") { _ = try await left.dial(3000) }
    try expect(try await right.say("still\n", to: 3000), is: "you said still\n")
  }

  private static func stack(_ scene: ConformanceScene) async throws {
    let left = try await scene.booted()
    for attempt in ["rm -rf /usr/bin/perl", "echo x > /etc/passwd", "echo x > /bin/sh", "mount -t tmpfs none /mnt"] {
      try expect(try await left.run(attempt).exit.succeeded, is: false, "`\(attempt)`:")
    }
    try expect(try await scene.booted().text("perl -e 'print 1'; grep -c root: /etc/passwd | head -c 1"), is: "11")
  }

  private static func other(_ scene: ConformanceScene) async throws {
    let (left, right) = (try await scene.booted(), try await scene.booted())
    let process = try await right.spawn(.shell("while :; do echo tick; sleep 0.1; done"))
    try await process.says("tick", within: scene.patience(.seconds(10)))
    try await left.destroy(grace: .zero)
    let end = try await process.outputEnd()
    try await eventually(within: scene.patience(.seconds(10)), "the other goes on") { try await process.outputEnd() > end }
    try expect(await right.state, is: .ready)
  }
}
