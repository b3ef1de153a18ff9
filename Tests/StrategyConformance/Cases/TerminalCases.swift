import RoostEnvironments
import RoostModel
import RoostTestSupport

enum TerminalCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("terminal.is-one", needs: [.terminal], isOne),
    ConformanceCase("terminal.resize", needs: [.terminal, .input], resize),
    ConformanceCase("terminal.interrupt", needs: [.terminal, .input], interrupt),
    ConformanceCase("terminal.end-of-file", needs: [.terminal, .input], endOfFile),
    ConformanceCase("terminal.not-without", notWithout),
  ]

  private static func start(_ line: String, _ scene: ConformanceScene) async throws -> any ProcessHandle {
    var spec = ProcessSpec.shell(line)
    spec.terminal = TerminalSize(columns: 101, rows: 33)
    spec.acceptsInput = true
    return try await scene.plain().spawn(spec)
  }

  private static func isOne(_ scene: ConformanceScene) async throws {
    let process = try await start("test -t 0 && test -t 1 && test -t 2 && stty size < /dev/tty; echo err >&2", scene)
    let done = try await process.finished()
    try expect(done.output(.terminal), is: "33 101\r\nerr\r\n")
    try expect(done.output(.standardOutput) + done.output(.standardError), is: "")
  }

  private static func resize(_ scene: ConformanceScene) async throws {
    let process = try await start("trap 'stty size; exit 6' WINCH; stty size; echo ready; while :; do sleep 0.05; done", scene)
    let before = try await process.says("ready", within: scene.patience(.seconds(10)))
    try expect(before.contains("33 101"), "begins as \(before)")
    try await process.resize(TerminalSize(columns: 77, rows: 22))
    let done = try await process.finished()
    try expect(done.output.contains("22 77"), "became \(done.output)")
    try expect(done.exit.reason, is: .exited(6))
  }

  private static func interrupt(_ scene: ConformanceScene) async throws {
    let process = try await start("trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done", scene)
    try await process.says("ready", within: scene.patience(.seconds(10)))
    try await process.write([0x03])
    let done = try await process.finished()
    try expect(done.exit.reason, is: .exited(9))
    try expect(done.output.contains("caught"), "it said \(done.output)")
    let plain = try await start("echo ready; exec sleep 300", scene)
    try await plain.says("ready", within: scene.patience(.seconds(10)))
    try await plain.write([0x03])
    try expect(try await plain.exitStatus().reason, is: .signaled(2))
  }

  private static func endOfFile(_ scene: ConformanceScene) async throws {
    let process = try await start("stty -echo; echo ready; cat; echo over", scene)
    try await process.says("ready", within: scene.patience(.seconds(10)))
    try await process.write(Array("typed\n\u{4}".utf8))
    try expect(try await process.finished().output, is: "ready\r\ntyped\r\nover\r\n")
  }

  private static func notWithout(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    try expect(try await environment.text("test -t 0 || test -t 1 || test -t 2 || echo none"), is: "none\n")
    let process = try await environment.spawn(ProcessSpec("sleep", ["300"]))
    try await refused(as: "a size without a terminal") { try await process.resize(TerminalSize(columns: 10, rows: 10)) }
    try await process.signal(9)
  }
}
