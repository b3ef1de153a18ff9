import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct VariableTests {
    private static let secret = "correct-horse/battery staple"
    private static let quiet = "never-printed-by-anybody-4711"

    /// Prints what it should not, in a start, a build and an answer.
    private var files: [String: String] {
      Projects.node(
        """
        console.log('starting with ' + process.env.LOUD)
        console.log(Buffer.from('x:' + process.env.LOUD).toString('base64'))
        require('http').createServer((request, response) => {
          response.end([process.env.LOUD, process.env.QUIET, process.env.LEVEL, process.env.SESSION_KEY, process.env.BUILD].join('|'))
        }).listen(process.env.PORT)
        """
      ).merging([
        "roost.yml": "secrets: [SESSION_KEY]\nrequired: [LOUD]\nenv: {LEVEL: info}\nbuild: echo building with $BUILD_TOKEN\n"
      ]) { $1 }
    }

    private func text(below directory: String) throws -> [String: Data] {
      var found: [String: Data] = [:]
      let files = FileManager.default.enumerator(atPath: directory)
      while let path = files?.nextObject() as? String {
        // Layers are large, and older than the secret.
        if path == "layers" || path == "runtimes" || path == "cache" { files?.skipDescendants() }
        if let data = FileManager.default.contents(atPath: directory + "/" + path) { found[path] = data }
      }
      return found
    }

    @Test func anAppSeesItsSecretAndNobodyElseDoes() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("vaulted", files)
        let refused = try await roost.roost("deploy", directory, "--yes")
        #expect(refused.status == ProblemCode.variableMissing.exitStatus, "\(refused.errors)")
        #expect(refused.errors.contains("roost app env set vaulted LOUD --secret"), "\(refused.errors)")

        let set = try await roost.roost(
          "app", "env", "set", "vaulted", "LOUD=\(Self.secret)", "QUIET=\(Self.quiet)", "--secret")
        #expect(set.status == 0 && set.output.contains("next deployment"), "\(set.output)\(set.errors)")
        let token = "token-for-builds-only"
        #expect(
          try await roost.roost("app", "env", "set", "vaulted", "BUILD_TOKEN=\(token)", "--secret", "--scope", "build").status
            == 0)
        let deployed = try await roost.roost("deploy", directory, "--yes", "--json")
        #expect(deployed.status == 0, "\(deployed.output)\(deployed.errors)")
        #expect(deployed.output.contains("building with ***") && !deployed.output.contains(token))

        let answer = try await roost.get("vaulted").body.split(separator: "|").map(String.init)
        #expect(answer.count >= 4 && answer[0] == Self.secret && answer[1] == Self.quiet && answer[2] == "info")
        let made = try #require(answer.count > 3 ? answer[3] : nil)
        #expect(made.utf8.count == 64)

        try await nothingIsShown(roost, token)
        try await nothingIsWritten(roost, token, made)
        try await aChangeReachesTheApp(roost)
      }
    }

    private func nothingIsShown(_ roost: RoostFixture, _ token: String) async throws {
      let list = try await roost.roost("app", "env", "list", "vaulted")
      #expect(list.output.contains("LOUD") && list.output.contains("***") && !list.output.contains("correct"), "\(list.output)")
      let json = try await roost.roost("app", "env", "list", "vaulted", "--json").decoded(VariableList.self)
      #expect(json.variables.map(\.name.text) == ["BUILD_TOKEN", "LOUD", "QUIET", "SESSION_KEY"])
      #expect(json.variables.allSatisfy { $0.value == nil } && json.runningVersion == json.version)
      let logs = try await roost.roost("app", "logs", "vaulted")
      #expect(logs.output.contains("starting with ***"), "\(logs.output)")
      #expect(!logs.output.contains("correct") && !logs.output.contains(Data(Self.secret.utf8).base64EncodedString().prefix(12)))
      let info = try await roost.roost("app", "info", "vaulted", "--json")
      #expect(!info.output.contains("correct-horse") && !info.output.contains(token))
    }

    /// The app's own output is the app's; everything else of Roost's has the secret in no plain form.
    private func nothingIsWritten(_ roost: RoostFixture, _ token: String, _ made: String) async throws {
      let files = try text(below: roost.home)
      #expect(files.keys.contains("roost.db") && files.count > 5)
      for (path, data) in files {
        for secret in [Self.quiet, made] { #expect(data.range(of: Data(secret.utf8)) == nil, "\(path)") }
        if path.contains("deploy-") { #expect(data.range(of: Data(token.utf8)) == nil, "\(path)") }
      }
    }

    private func aChangeReachesTheApp(_ roost: RoostFixture) async throws {
      let waiting = try await roost.roost("app", "env", "set", "vaulted", "LEVEL=debug", "--no-restart")
      #expect(waiting.status == 0 && waiting.output.contains("next start"), "\(waiting.output)\(waiting.errors)")
      #expect(try await roost.get("vaulted").body.contains("|info|"))
      let changed = try await roost.roost("app", "env", "set", "vaulted", "EXTRA=1")
      #expect(changed.status == 0 && changed.output.contains("runs with it"), "\(changed.output)\(changed.errors)")
      #expect(try await roost.get("vaulted").body.contains("|debug|"))
      #expect(try await roost.roost("app", "env", "unset", "vaulted", "LEVEL", "EXTRA").status == 0)
      #expect(try await roost.get("vaulted").body.contains("|info|"))
      #expect(try await roost.roost("app", "env", "unset", "vaulted", "LEVEL").status == ProblemCode.variableInvalid.exitStatus)
      let history = try await roost.roost("app", "env", "history", "vaulted", "--json").decoded([VariableVersion].self)
      #expect(
        history.first?.unset.map(\.text) == ["LEVEL", "EXTRA"] && history.contains { $0.set.map(\.text) == ["SESSION_KEY"] })
    }

    /// Ends when its secret is a bad one, and says it.
    private var fragile: [String: String] {
      Projects.node(
        """
        if (process.env.MODE.startsWith('bad')) { console.error('cannot work with ' + process.env.MODE); process.exit(3) }
        require('http').createServer((request, response) => response.end(process.env.MODE)).listen(process.env.PORT)
        """)
    }

    @Test func whatAnAppCannotRunWithIsTakenBack() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("app", "env", "set", "fragile", "MODE=good-and-secret", "--secret").status == 0)
        let directory = try roost.project("fragile", fragile)
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let version = try #require(try await variables(roost, "fragile").runningVersion)
        let failed = try await roost.roost("app", "env", "set", "fragile", "MODE=bad-and-secret")
        #expect(failed.status == ProblemCode.gateExited.exitStatus, "\(failed.errors)")
        #expect(failed.errors.contains("cannot work with ***") && !failed.errors.contains("bad-and"), "\(failed.errors)")
        #expect(failed.errors.contains("roost app env restore fragile \(version)"), "\(failed.errors)")
        #expect(try await variables(roost, "fragile").version == version + 1)
        let back = try await roost.roost("app", "env", "restore", "fragile", "\(version)")
        #expect(back.status == 0, "\(back.errors)")
        try await eventually("it serves with what it had") { try await roost.get("fragile").body == "good-and-secret" }
        // A deployment that cannot work with what is set tells it as little.
        _ = try await roost.roost("app", "env", "set", "fragile", "MODE=bad-and-secret", "--no-restart")
        let deployed = try await roost.roost("deploy", directory, "--json")
        #expect(deployed.status != 0 && deployed.output.contains("cannot work with ***") && !deployed.output.contains("bad-and"))
        #expect(!(try await roost.roost("app", "info", "fragile", "--json").output.contains("bad-and")))
      }
    }

    @Test func withoutItsKeyNothingOpensAndNothingIsLost() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("app", "env", "set", "keyless", "A=seal me", "--secret").status == 0)
        let key = roost.home + "/key"
        try await roost.stopDaemon()
        try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
        try await roost.restartDaemon()
        let refused = try await roost.roost("app", "env", "set", "keyless", "B=1")
        #expect(refused.status == ProblemCode.keyUnusable.exitStatus && refused.errors.contains(key), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: key))
        try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
        #expect(try await roost.roost("app", "env", "set", "keyless", "B=1").status == 0)
        #expect(try await variables(roost, "keyless").variables.map(\.name.text) == ["A", "B"])
      }
    }

    private func variables(_ roost: RoostFixture, _ app: String) async throws -> VariableList {
      try await roost.roost("app", "env", "list", app, "--json").decoded(VariableList.self)
    }

    @Test func aFileIsImportedWholeOrNotAtAll() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project(
          "env", [".env": "# x\nexport A=1\nPORT=9\nB=\"two\nlines\"\n", "bad.env": "A=2\nnonsense\n"])
        let imported = try await roost.roost("app", "env", "import", "porter", directory + "/.env")
        #expect(imported.status == 0 && imported.errors.contains("PORT"), "\(imported.output)\(imported.errors)")
        let bad = try await roost.roost("app", "env", "import", "porter", directory + "/bad.env")
        #expect(bad.status == ProblemCode.variableInvalid.exitStatus && bad.errors.contains("line 2"), "\(bad.errors)")
        let list = try await roost.roost("app", "env", "list", "porter", "--json").decoded(VariableList.self)
        #expect(list.variables.map(\.value) == ["1", "two\nlines"] && list.version == 1)
        let made = try await roost.roost("app", "env", "generate", "porter", "KEY", "--format", "uuid")
        #expect(made.status == 0 && !made.output.contains("-4"), "\(made.output)")
        let again = try await roost.roost("app", "env", "set", "porter", "A=1")
        #expect(again.output.contains("already"), "\(again.output)")
        let reserved = try await roost.roost("app", "env", "set", "porter", "PORT=1")
        #expect(reserved.status == ProblemCode.variableInvalid.exitStatus)
      }
    }
  }
}
