import RoostEnvironments
import RoostModel
import RoostTestSupport

enum PauseCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("pause.stands-still", needs: [.pause], standsStill),
    ConformanceCase("pause.keeps-ports", needs: [.pause, .portEvents, .dial], keepsPorts),
    ConformanceCase("pause.again", needs: [.pause], again),
    ConformanceCase("pause.events", needs: [.pause], events),
    ConformanceCase("pause.destroy", needs: [.pause], destroy),
    ConformanceCase("pause.unsupported", unsupported),
  ]

  private static let counter = ProcessSpec.shell("i=0; while :; do i=$((i+1)); echo $i; sleep 0.02; done")

  private static func standsStill(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(counter)
    try await process.says("5\n", within: scene.patience(.seconds(10)))
    try await environment.pause()
    try expect(await environment.state, is: .paused)
    // Long enough for fifty lines of it.
    let began = ContinuousClock.now
    try await Task.sleep(for: scene.patience(.seconds(1)))
    let stood = began.duration(to: .now)
    try await environment.resume()
    try expect(await environment.state, is: .ready)
    let end = try await process.outputEnd()
    try await eventually(within: scene.patience(.seconds(10)), "it goes on") { try await process.outputEnd() > end }
    try await process.signal(9)
    let done = try await process.finished()
    let gap = zip(done.chunks, done.chunks.dropFirst()).map { $1.at - $0.at }.max() ?? 0
    try expect(gap >= stood / .seconds(1) * 0.9, "the longest silence was \(gap) s of \(stood)")
    // It counts on from where it was.
    let numbers = done.output.split(separator: "\n").compactMap { Int($0) }
    try expect(numbers, is: Array(1...max(1, numbers.count)))
  }

  private static func keepsPorts(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.spawn(InsideServer.echo(3000))
    try await environment.port(3000, within: scene.patience(.seconds(10)))
    try await environment.pause()
    try await refused(.environmentState, as: "a port of what stands still") { _ = try await environment.dial(3000) }
    try await environment.resume()
    try expect(try await environment.say("awake\n", to: 3000), is: "you said awake\n")
  }

  private static func again(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    try await environment.resume()
    for _ in 0..<20 {
      try await environment.pause()
      try await environment.pause()
      try await refused(.environmentState, as: "a process while paused") {
        _ = try await environment.spawn(ProcessSpec("true")) as any ProcessHandle
      }
      try await environment.resume()
      try await environment.resume()
    }
    try expect(try await environment.text("echo awake"), is: "awake\n")
  }

  private static func events(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let events = await environment.events()
    try await environment.pause()
    try await environment.resume()
    try await environment.destroy(grace: .zero)
    var states: [EnvironmentState] = []
    for await event in events { if case .state(let state) = event { states.append(state) } }
    try expect(states, is: [.ready, .paused, .ready, .destroying, .destroyed])
  }

  private static func destroy(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let process = try await environment.spawn(counter)
    try await process.says("1\n", within: scene.patience(.seconds(10)))
    try await environment.pause()
    try await environment.destroy(grace: .seconds(2))
    try expect(await environment.state, is: .destroyed)
    try expect(try await process.exitStatus().succeeded, is: false)
  }

  private static func unsupported(_ scene: ConformanceScene) async throws {
    guard !scene.report.abilities.contains(.pause) else { return }
    let environment = try await scene.booted()
    try await refused(.unsupported, as: "pause") { try await environment.pause() }
    try expect(try await environment.text("echo unharmed"), is: "unharmed\n")
  }
}
