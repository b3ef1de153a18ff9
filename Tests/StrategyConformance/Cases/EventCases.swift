import RoostEnvironments
import RoostModel

enum EventCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("events.in-order", inOrder),
    ConformanceCase("events.new-subscriber", needs: [.portEvents], newSubscriber),
    ConformanceCase("events.after-the-end", afterTheEnd),
    ConformanceCase("events.every-subscriber", everySubscriber),
  ]

  private static func inOrder(_ scene: ConformanceScene) async throws {
    let environment = try await scene.prepared()
    let events = await environment.events()
    try await environment.boot()
    let first = try await environment.spawn(.shell("exit 3"))
    _ = try await first.exitStatus()
    let second = try await environment.spawn(.shell("exit 4"))
    _ = try await second.exitStatus()
    try await environment.destroy(grace: .zero)
    var seen: [EnvironmentEvent] = []
    for await event in events { seen.append(event) }
    try expect(Array(seen.prefix(3)), is: [.state(.created), .state(.booting), .state(.ready)])
    try expect(Array(seen.suffix(2)), is: [.state(.destroying), .state(.destroyed)])
    let processes: [String] = seen.compactMap { event in
      switch event {
      case .processStarted(let number): "\(number) started"
      case .processExited(let number, let exit): "\(number) \(exit.code)"
      default: nil
      }
    }
    try expect(processes, is: ["\(first.number) started", "\(first.number) 3", "\(second.number) started", "\(second.number) 4"])
  }

  private static func newSubscriber(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.spawn(InsideServer.echo(4000))
    let port = try await environment.port(4000, within: scene.patience(.seconds(10)))
    var late = await environment.events().makeAsyncIterator()
    try expect(await late.next(), is: .state(.ready))
    try expect(await late.next(), is: .portOpened(port))
  }

  private static func afterTheEnd(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    try await environment.destroy(grace: .zero)
    var seen: [EnvironmentEvent] = []
    for await event in await environment.events() { seen.append(event) }
    try expect(seen, is: [.state(.destroyed)])
  }

  private static func everySubscriber(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let streams = [await environment.events(), await environment.events(), await environment.events()]
    let process = try await environment.spawn(.shell("exit 5"))
    for stream in streams {
      let number = process.number
      let exit: RoostModel.ExitStatus = try await stream.first("the exit", within: scene.patience(.seconds(10))) { event in
        if case .processExited(number, let exit) = event { exit } else { nil }
      }
      try expect(exit.reason, is: .exited(5))
    }
  }
}
