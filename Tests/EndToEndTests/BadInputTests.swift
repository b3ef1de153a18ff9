import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct BadInputTests {
    /// Deploys, expects this problem and a hint, and that the daemon still answers.
    private func expect(_ code: ProblemCode, _ roost: RoostFixture, _ arguments: [String]) async throws {
      let result = try await roost.start(["deploy", "--json"] + arguments).finish()
      #expect(result.status == code.exitStatus, "\(result.output)\(result.errors)")
      #expect((result.output + result.errors).contains(code.rawValue), "\(result.output)\(result.errors)")
      #expect((result.output + result.errors).contains("hint"))
      #expect(try await roost.roost("app", "list").status == 0)
    }

    @Test func aDirectoryWithoutAProject() async throws {
      try await RoostFixture.with { roost in
        try await expect(.projectUnrecognised, roost, [roost.project("empty", ["notes.txt": "hello"])])
        try await expect(.projectNotFound, roost, ["/nowhere/at/all"])
        #expect(try await roost.roost("app", "info", "empty").status == ProblemCode.appNotFound.exitStatus)
      }
    }

    @Test func aNameThatIsAPath() async throws {
      try await RoostFixture.with { roost in
        try await expect(.appNameInvalid, roost, [roost.project("good", Projects.hello("x")), "--name", "../etc"])
      }
    }

    @Test func aPackageFileThatIsNotJSON() async throws {
      try await RoostFixture.with { roost in
        let files = ["package.json": "{\n  \"scripts\": {\n    oops\n  }\n}\n"]
        let directory = try roost.project("broken", files)
        try await expect(.projectManifestInvalid, roost, [directory])
        #expect(try await roost.roost("deploy", directory).errors.contains("package.json:3"))
      }
    }

    @Test func aRequirementNobodyPublishes() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project(
          "needy",
          [
            "requirements.txt": "roost-has-no-such-package==9.9.9\n",
            "app.py": "from flask import Flask\napp = Flask(__name__)\n",
          ])
        try await expect(.buildFailed, roost, [directory, "--yes"])
        #expect(try await roost.roost("deploy", directory).errors.contains("roost-has-no-such-package"))
      }
    }

    @Test func anAppThatExitsAtOnce() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("quitter", Projects.node("console.error('my own last words'); process.exit(3)"))
        try await expect(.gateExited, roost, [directory, "--yes"])
        let result = try await roost.roost("deploy", directory)
        #expect(result.errors.contains("my own last words"), "\(result.errors)")
        #expect(result.errors.contains("status 3"))
        try await roost.killDaemon()
        try await roost.restartDaemon()
        let quitter = try await roost.info("quitter")
        #expect(quitter.summary.state == .error && quitter.problem?.code == .gateExited)
      }
    }

    @Test func anAppThatIgnoresItsPortIsServedWhereItListens() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project(
          "stubborn",
          Projects.node("require('http').createServer((q, r) => r.end('PORT was ' + process.env.PORT)).listen(8077)"))
        let first = try await roost.roost("deploy", directory, "--yes")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("`port: 8077`"))
        #expect(try await roost.get("stubborn").body == "PORT was 3000")
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await roost.get("stubborn").body == "PORT was 3000")
        // It is remembered: the next start finds what it is told.
        #expect(try await roost.roost("app", "restart", "stubborn").status == 0)
        #expect(try await roost.get("stubborn").body == "PORT was 8077")
      }
    }

    @Test func anotherPortThatSpeaksNoHTTPIsNamed() async throws {
      try await RoostFixture.with(variables: ["ROOST_GATE_TIMEOUT": "6"]) { roost in
        let directory = try roost.project(
          "stubborn", Projects.node("require('net').createServer(s => s.end('no\\n')).listen(8077)"))
        try await expect(.gateWrongPort, roost, [directory, "--yes"])
      }
    }

    @Test func anAppThatNeverAnswers() async throws {
      // It has to listen within the time.
      try await RoostFixture.with(variables: ["ROOST_GATE_TIMEOUT": "10"]) { roost in
        let directory = try roost.project(
          "silent", Projects.node("require('net').createServer(() => {}).listen(process.env.PORT)"))
        try await expect(.gateNoAnswer, roost, [directory, "--yes"])
      }
    }

    @Test func anAppThatNeverListens() async throws {
      try await RoostFixture.with(variables: ["ROOST_GATE_TIMEOUT": "3"]) { roost in
        let deaf = try roost.project("deaf", Projects.node("setInterval(() => {}, 1000)"))
        try await expect(.gateNotListening, roost, [deaf, "--yes"])
      }
    }

    @Test func aFailingReleaseLeavesTheOldOneServing() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("solid", Projects.hello("still here"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let pid = try await roost.info("solid").summary.pid
        _ = try roost.project("solid", Projects.node("console.log('one\\ntwo'); process.exit(1)"))
        try await expect(.gateExited, roost, [directory])
        #expect(try await roost.get("solid").body == "still here")
        #expect(try await roost.info("solid").summary.pid == pid)
        // What the failing release wrote does not stand in the way of what the serving one writes.
        let log = try await roost.roost("app", "logs", "solid", "--tail", "1").output
        #expect(log.hasPrefix("request /") && log.split(separator: "\n").count == 1, "\(log)")
      }
    }

    @Test func twoDeploymentsOfOneApp() async throws {
      try await RoostFixture.with { roost in
        let slow = Projects.node(
          "setTimeout(() => require('http').createServer((q, r) => r.end('x')).listen(process.env.PORT), 3000)")
        let directory = try roost.project("twice", slow)
        #expect(try await roost.roost("runtime", "install", "nodejs@lts").status == 0)
        let first = try roost.start(["deploy", directory])
        try await eventually("the first deployment has begun") {
          first.errorsSoFar.contains("gate") || first.outputSoFar.contains("gate")
        }
        #expect(try await roost.info("twice").summary.state == .starting)
        let stopped = try await roost.roost("app", "stop", "twice")
        #expect(stopped.status == ProblemCode.appBusy.exitStatus && stopped.errors.contains("roost app cancel twice"))
        // Another deployment waits for its turn.
        #expect(try await roost.roost("deploy", directory, "--force").status == 0)
        #expect(await first.finish().status == 0)
        #expect(try await roost.info("twice").summary.release == 2)
      }
    }

    @Test func aGatewayPortThatIsTaken() async throws {
      try await RoostFixture.with { roost in
        let second = try TestProcess(
          RoostFixture.executable, ["serve", "--home", roost.home + "-second", "--gateway-port", String(roost.port)])
        let result = await second.finish()
        #expect(result.status == ProblemCode.portInUse.exitStatus)
        #expect(result.errors.contains("--gateway-port"), "\(result.errors)")
      }
    }

    @Test func aSecondDaemonOfOneHome() async throws {
      try await RoostFixture.with { roost in
        let result = try await roost.roost("serve")
        #expect(result.status == ProblemCode.daemonRunning.exitStatus)
      }
    }
  }
}
