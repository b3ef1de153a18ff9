import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The command line at the daemon of another machine: the one of the fixture, over TCP, from a user without any daemon of their own.
  @Suite struct RemoteTests {
    private struct Place {
      let roost: RoostFixture
      let port: Int
      let configuration: String
      var url: String { "http://localhost:\(port)" }
      var file: String { configuration + "/roost/hosts.json" }

      func start(_ words: [String], host: String? = nil) throws -> TestProcess {
        // No daemon answers in that home.
        var variables = ["XDG_CONFIG_HOME": configuration, "ROOST_HOME": configuration + "/none", "NO_COLOR": "1"]
        variables["ROOST_HOST"] = host
        return try TestProcess(RoostFixture.executable, words, variables: variables)
      }

      @discardableResult func run(_ words: String..., host: String? = nil) async throws -> CommandOutput {
        try await start(words, host: host).finish()
      }

      func logIn(_ token: String, _ words: String...) async throws -> CommandOutput {
        let line = "printf '%s\\n' \"$TOKEN\" | exec \"$@\""
        let variables = ["XDG_CONFIG_HOME": configuration, "TOKEN": token, "NO_COLOR": "1"]
        let command = ["-c", line, "sh", RoostFixture.executable, "login"] + words
        return try await TestProcess("/bin/sh", command, variables: variables).finish()
      }

      func token(_ name: String, _ scope: String) async throws -> String {
        _ = try await roost.roost("token", "revoke", name)
        return try await roost.roost("token", "create", name, "--scope", scope, "--json").decoded(NewToken.self).token
      }
    }

    private func with(_ body: (Place) async throws -> Void) async throws {
      let port = try FreePort.find()
      let configuration = FileManager.default.temporaryDirectory.appendingPathComponent("roost-remote-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: configuration) }
      try await RoostFixture.with(variables: ["ROOST_API_PORT": "\(port)"]) { roost in
        try await body(Place(roost: roost, port: port, configuration: configuration))
      }
    }

    @Test func aDirectoryHereIsDeployedThere() async throws {
      try await with { place in
        let token = try await place.token("remote-laptop", "deploy")
        let login = try await place.logIn(token, place.url, "--name", "prod")
        #expect(login.status == 0 && login.output.contains("scope deploy"), "\(login.output)\(login.errors)")
        #expect(!login.output.contains(token) && !login.errors.contains(token))
        let mode = try FileManager.default.attributesOfItem(atPath: place.file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let status = try await place.run("status", "--host", "prod")
        #expect(status.output.contains("prod (\(place.url))") && status.output.contains("the token remote-laptop, scope deploy"))

        let shop = try place.roost.project("farshop", ["index.html": "far away", "node_modules/x.txt": "not sent"])
        let deployed = try await place.run("deploy", shop, "--host", "prod")
        #expect(deployed.status == 0 && deployed.errors.contains("send"), "\(deployed.errors)")
        #expect(try await place.roost.get("farshop").body == "far away")
        #expect(try await place.roost.get("farshop", "/node_modules/x.txt").status == 404)
        #expect(try await place.roost.info("farshop").releases.first?.source?.kind == .archive)
        let again = try await place.run("deploy", shop, "--json", host: "prod")
        #expect(again.output.contains("\"result\""), "\(again.output)")
        #expect(try await place.run("app", "list", host: place.url).output.contains("farshop"))

        let events = try place.start(["events", "-f", "--json", "--host", "prod"])
        try await place.run("app", "stop", "farshop", host: "prod")
        try await eventually("a change there is told here") { events.outputSoFar.contains("farshop") }
        events.signal(SIGINT)
        _ = await events.finish()
        let completion = try await place.run(
          "---completion", "app", "info", "--", "positional@0", "1", "0", "roost", "app", "info", host: "prod")
        #expect(completion.output.contains("farshop"), "\(completion.output)\(completion.errors)")

        let more = try await place.run("token", "list", "--host", "prod")
        #expect(more.status == 10 && more.errors.contains("needs the scope admin"), "\(more.errors)")
        try await place.roost.roost("token", "revoke", "remote-laptop")
        let revoked = try await place.run("app", "list", "--host", "prod")
        #expect(revoked.status == 10 && revoked.errors.contains("roost login \(place.url)"), "\(revoked.errors)")
        #expect(try await place.run("logout").output.contains("prod"))
        #expect(try !String(contentsOfFile: place.file, encoding: .utf8).contains(token))
        #expect(try await place.run("app", "list", "--host", "prod").status == 10)
      }
    }

    @Test func whatNeedsTheMachineItselfSaysSo() async throws {
      try await with { place in
        let token = try await place.token("remote-admin", "admin")
        #expect(try await place.logIn("roost_wrong", place.url).status == 10)
        #expect(!FileManager.default.fileExists(atPath: place.file), "what is not accepted is not kept")
        #expect(try await place.logIn(token, place.url, "--name", "prod").status == 0)
        let taken = try await place.logIn(token, "https://other.example.com", "--name", "prod")
        #expect(taken.status == 6 && taken.errors.contains(place.url), "\(taken.errors)")
        for words in [
          ["dev", "."], ["claim"], ["doctor"], ["check", "."], ["run", "python", "--", "true"], ["tls", "list"],
          ["bundle", "verify", "x.roost"], ["env", "cp", "a", "b:/c"], ["install", "--scope", "host", "nodejs"],
          ["app", "remote", "shop"], ["env", "create", "x", "--mount", "/tmp"],
        ] {
          let answer = try await place.start(words, host: "prod").finish()
          #expect(answer.status == 13 && answer.errors.contains("--host local"), "\(words): \(answer.errors)")
        }
        let here = try await place.run("app", "list", "--host", "local", host: "prod")
        #expect(here.status == 20, "there is no daemon on this machine")

        let site = try place.roost.project("farsite", ["index.html": "to be copied"])
        #expect(try await place.run("deploy", site, "--host", "prod").status == 0)
        let file = place.configuration + "/site.roost"
        let exported = try await place.run("export", "farsite", "-o", file, "--host", "prod")
        #expect(exported.status == 0, "\(exported.errors)")
        let imported = try await place.run("import", file, "--name", "farcopy", "--host", "prod")
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(try await place.roost.get("farcopy").body == "to be copied")
      }
    }

    @Test func gitPushesThereAndOutputIsFollowedFromHere() async throws {
      try await with { place in
        let roost = place.roost
        let token = try await place.token("remote-git", "deploy")
        #expect(try await place.logIn(token, place.url, "--name", "prod").status == 0)
        var shop = try await PushTests.Repository("farpush", roost, ["index.html": "one"])
        shop.variables["ROOST_HOME"] = place.configuration + "/none"
        shop.variables["XDG_CONFIG_HOME"] = place.configuration
        #expect(try await shop.git("push", "roost::farpush", "main").status != 0, "there is no daemon on this machine")
        shop.variables["ROOST_HOST"] = "prod"
        let pushed = try await shop.git("push", "roost::farpush", "main")
        #expect(pushed.status == 0 && pushed.errors.contains("remote: release 1 of farpush serves"), "\(pushed.errors)")
        #expect(try await roost.get("farpush").body == "one")
        try await shop.commit("break it", ["roost.yml": "type: nonsense\n"])
        let broken = try await shop.git("push", "roost::farpush", "main")
        #expect(broken.status != 0 && broken.errors.contains("pre-receive hook declined"), "\(broken.errors)")
        let copy = try await shop.git("clone", "-q", "roost::farpush", "../farpush-copy")
        #expect(copy.status == 0, "\(copy.errors)")

        #expect(try await roost.roost("deploy", roost.project("fartalk", Projects.hello("hi")), "--yes").status == 0)
        let follower = try place.start(["logs", "fartalk", "-f", "--host", "prod"])
        try await eventually("what was there is told") { follower.outputSoFar.contains("listening") }
        _ = try await roost.get("fartalk", "/before")
        try await eventually("and what comes") { follower.outputSoFar.contains("request /before") }
        try await roost.stopDaemon()
        try await roost.restartDaemon()
        _ = try await roost.get("fartalk", "/after")
        try await eventually("it goes on with the next daemon there") {
          follower.outputSoFar.contains("request /after") || !follower.isRunning
        }
        #expect(follower.outputSoFar.contains("request /after"), "\(follower.errorsSoFar)")
        #expect(follower.outputSoFar.components(separatedBy: "request /before").count == 2, "nothing is told twice")
        try await roost.roost("token", "revoke", "remote-git")
        let revoked = try await shop.git("push", "roost::farpush", "main")
        #expect(revoked.status != 0 && revoked.errors.contains("roost login \(place.url)"), "\(revoked.errors)")
        follower.signal(SIGINT)
        _ = await follower.finish()
      }
    }

    @Test func aDaemonIsNotServedFromAfar() async throws {
      try await with { place in
        let answer = try await place.run("serve", "--host", "prod")
        #expect(answer.status == ProblemCode.usageInvalid.exitStatus, "\(answer.errors)")
        #expect(answer.errors.contains("ssh prod roost serve"), "\(answer.errors)")
        let address = try await place.run("serve", "--host", "0.0.0.0", "--json")
        #expect((address.output + address.errors).contains("--gateway-host 0.0.0.0"), "\(address)")
      }
    }

    @Test func anAuthorityOfOnesOwnIsNamedAtTheLogin() async throws {
      try await with { place in
        let token = try await place.token("remote-tls", "read")
        let (certificate, key) = (place.configuration + "/ca.crt", place.configuration + "/ca.key")
        try FileManager.default.createDirectory(atPath: place.configuration, withIntermediateDirectories: true)
        let made = try await TestProcess(
          "/usr/bin/env",
          [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
          ]
        ).finish()
        try #require(made.status == 0, "\(made.errors)")
        let port = try FreePort.find()
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("tls-proxy.py").path
        let proxy = try TestProcess("/usr/bin/env", ["python3", script, "\(port)", certificate, key, "\(place.port)"])
        defer { proxy.signal(SIGKILL) }
        try await eventually("the proxy listens") { FreePort.isTaken(port) }
        let unknown = try await place.logIn(token, "https://localhost:\(port)")
        #expect(unknown.status == 5 && unknown.errors.contains("--ca FILE"), "\(unknown.errors)")
        let other = try await place.logIn(token, "https://127.0.0.1:\(port)", "--ca", certificate)
        #expect(other.status == 5 && other.errors.contains("for another name"), "\(other.errors)")
        let login = try await place.logIn(token, "https://localhost:\(port)", "--ca", certificate)
        #expect(login.status == 0, "\(login.errors)")
        // The authority is kept with the host.
        try FileManager.default.removeItem(atPath: certificate)
        #expect(try await place.run("status", host: "localhost").output.contains("https://localhost:\(port)"))
        proxy.signal(SIGKILL)
        _ = await proxy.finish()
        let gone = try await place.run("app", "list", host: "localhost")
        #expect(gone.status == 20 && gone.errors.contains("nobody answers"), "\(gone.errors)")
      }
    }
  }
}
