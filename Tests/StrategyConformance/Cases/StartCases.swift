import RoostEnvironments
import RoostModel
import RoostTestSupport

/// What a process is started with, and why it cannot be.
enum StartCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("start.not-found", notFound),
    ConformanceCase("start.not-executable", notExecutable),
    ConformanceCase("start.no-such-directory", noSuchDirectory),
    ConformanceCase("start.hostile-text", hostileText),
    ConformanceCase("start.working-directory", workingDirectory),
    ConformanceCase("start.variables", variables),
    ConformanceCase("start.variables-of-environment", environmentVariables),
    ConformanceCase("start.hostile-variables", hostileVariables),
    ConformanceCase("start.arguments", arguments),
    ConformanceCase("start.no-new-privileges", isolation: .process, noNewPrivileges),
  ]

  private static func refuse(
    _ process: ProcessSpec, in environment: any Environment, as code: ProblemCode
  ) async throws {
    let problem = try await refused(code, as: "\(process.command.prefix(60))") {
      _ = try await environment.spawn(process) as any ProcessHandle
    }
    try expect(!problem.hint.isEmpty, "no hint: \(problem)")
  }

  private static func notFound(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    try await refuse(ProcessSpec("no-such-command"), in: environment, as: .commandNotFound)
    try await refuse(ProcessSpec("/no/such/command"), in: environment, as: .commandNotFound)
    try expect(try await environment.run("no-such-command").exit.reason, is: .exited(127))
  }

  private static func notExecutable(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    try await refuse(ProcessSpec("/etc/passwd"), in: environment, as: .commandNotExecutable)
    try await refuse(ProcessSpec("/etc"), in: environment, as: .commandNotExecutable)
  }

  private static func noSuchDirectory(_ scene: ConformanceScene) async throws {
    var process = ProcessSpec("true")
    process.workingDirectory = "/no/such/place"
    try await refuse(process, in: try await scene.plain(), as: .usageInvalid)
  }

  private static func hostileText(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    try await refuse(ProcessSpec(""), in: environment, as: .usageInvalid)
    try await refuse(ProcessSpec("true", ["a\0b"]), in: environment, as: .usageInvalid)
    try await refuse(ProcessSpec("true", [String(repeating: "x", count: 3 << 20)]), in: environment, as: .usageInvalid)
    try expect(try await environment.text("echo unharmed"), is: "unharmed\n")
  }

  private static func workingDirectory(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let place = try await environment.text("pwd")
    // Without files of its own it is somewhere on the host.
    if scene.report.abilities.contains(.ownFiles) { try expect(place, is: environment.spec.workingDirectory + "\n") }
    try expect(try await environment.run("pwd") { $0.workingDirectory = "/usr/bin" }.output, is: "/usr/bin\n")
  }

  private static func variables(_ scene: ConformanceScene) async throws {
    let values = ["LINES_OF": "a\nb\n\nc", "SPECIAL": "\"'$HOME `x` \\n", "UNICODE": "žluťoučký 🐓", "EMPTY": "", "_x1": "=a=b"]
    let line = "printf '%s|' \"$LINES_OF\" \"$SPECIAL\" \"$UNICODE\" \"${EMPTY-unset}\" \"$_x1\""
    let done = try await scene.plain().run(line) { $0.variables = values }
    try expect(done.output, is: "a\nb\n\nc|\"'$HOME `x` \\n|žluťoučký 🐓||=a=b|")
  }

  private static func environmentVariables(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.variables.merge(["COMMON": "spec", "STRONG": "spec"]) { $1 } }
    let done = try await environment.run("echo $COMMON $STRONG; test -n \"$PATH\" && echo path") {
      $0.variables = ["STRONG": "own"]
    }
    try expect(done.output, is: "spec own\npath\n")
    // What this process has is not theirs.
    try expect(try await environment.text("env | grep -c -e ^SWIFT -e ^ROOST_TEST; true"), is: "0\n")
  }

  private static func hostileVariables(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    for (name, value) in [("", "x"), ("a=b", "x"), ("a\0b", "x"), ("ab", "x\0y")] {
      var process = ProcessSpec("true")
      process.variables = [name: value]
      try await refuse(process, in: environment, as: .usageInvalid)
    }
  }

  private static func arguments(_ scene: ConformanceScene) async throws {
    let words = ["", "a b", "'", "\"", "$HOME", "*", "\n", "-n", "ž🐓", "\\", ";", "--"]
    let done = try await scene.plain().spawn(InsideServer.perl("print map { \"<$_>\" } @ARGV", ["--"] + words)).finished()
    try expect(done.output, is: words.map { "<\($0)>" }.joined())
  }

  private static func noNewPrivileges(_ scene: ConformanceScene) async throws {
    let text = try await scene.plain().text("grep -E 'NoNewPrivs|CapEff' /proc/self/status")
    let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
    try expect(fields, is: ["CapEff:", "0000000000000000", "NoNewPrivs:", "1"])
  }
}
