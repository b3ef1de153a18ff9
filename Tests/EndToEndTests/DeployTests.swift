import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct DeployTests {
    @Test func theExamplesAnswerThroughTheGatewayInBothForms() async throws {
      try await RoostFixture.with { roost in
        let node = try await roost.roost("deploy", roost.example("node-hello"), "--yes", "--json")
        #expect(node.status == 0, "\(node.errors)\(node.output)")
        #expect(try await roost.get("node-hello").status == 200)
        #expect(try await roost.getByHost("node-hello").status == 200)
        let variables = try await roost.get("node-hello", "/env")
        #expect(variables.body.contains(#""PORT""#) && variables.body.contains("ROOST_RELEASE"))

        let flask = try await roost.roost("deploy", roost.example("flask-guestbook"), "--yes")
        #expect(flask.status == 0, "\(flask.errors)\(flask.output)")
        #expect(try await roost.get("flask-guestbook").status == 200)
        #expect(try await roost.getByHost("flask-guestbook").status == 200)
        #expect(try await roost.info("flask-guestbook").summary.state == .running)
      }
    }

    @Test func aRedeployServesTheNewCodeAndKeepsTheData() async throws {
      try await RoostFixture.with { roost in
        let writer = Projects.node(
          """
          const fs = require('fs'), file = process.env.ROOST_DATA_DIR + '/count'
          require('http').createServer((request, response) => {
            const count = fs.existsSync(file) ? Number(fs.readFileSync(file)) + 1 : 1
            fs.writeFileSync(file, String(count))
            response.end('one ' + count)
          }).listen(process.env.PORT)
          """)
        let directory = try roost.project("counter", writer)
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let before = try await roost.get("counter").body
        var changed = writer
        changed["server.js"] = writer["server.js"]?.replacing("'one '", with: "'two '")
        _ = try roost.project("counter", changed)
        let again = try await roost.roost("deploy", directory, "--json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        let after = try await roost.get("counter").body
        #expect(before.hasPrefix("one "))
        #expect(after.hasPrefix("two "))
        #expect(Int(after.dropFirst(4)) ?? 0 > Int(before.dropFirst(4)) ?? .max)
        #expect(try await roost.info("counter").releases.map(\.state) == [.live, .retired])
      }
    }

    @Test func requestsGoOnWhileARedeployIsUnderWay() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("steady", Projects.hello("first"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        _ = try roost.project("steady", Projects.hello("second"))
        let deploy = try roost.start(["deploy", directory])
        var answers: [String] = []
        while deploy.isRunning {
          let answer = try await roost.get("steady")
          #expect(answer.status == 200)
          answers.append(answer.body)
        }
        #expect(await deploy.finish().status == 0)
        #expect(answers.contains("first"))
        #expect(try await roost.get("steady").body == "second")
      }
    }

    @Test func aStaticSiteNeedsNoRuntime() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("site", ["index.html": "<h1>hello</h1>", "about.html": "about", ".env": "SECRET=1"])
        #expect(try await roost.roost("deploy", directory).status == 0)
        #expect(try await roost.get("site").body == "<h1>hello</h1>")
        #expect(try await roost.getByHost("site", "/about").body == "about")
        #expect(try await roost.get("site", "/.env").status == 404)
      }
    }

    @Test func aMissingRuntimeIsNamedWithTheCommandThatInstallsIt() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("old", Projects.hello("x").merging([".nvmrc": "20.18.0\n"]) { $1 })
        let refused = try await roost.roost("deploy", directory)
        #expect(refused.status == ProblemCode.runtimeMissing.exitStatus)
        #expect(refused.errors.contains("roost runtime install"), "\(refused.errors)")
        #expect(try await roost.get("old").status == 503)
      }
    }

    @Test func aBuiltSiteIsServedWholeAndNothingElseIs() async throws {
      try await RoostFixture.with { roost in
        let files = [
          "roost.yml": "type: static\nbuild: sh make.sh\nstatic: {directory: \"it's out\"}\n",
          "make.sh": "cd \"it's out\"; echo made > made.html; echo changed > index.html; ln -s /etc/passwd link",
          "it's out/index.html": "source", "it's out/kept.html": "kept",
        ]
        let result = try await roost.roost("deploy", roost.project("site", files), "--yes")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try await roost.get("site").body == "changed\n")
        #expect(try await roost.get("site", "/made.html").body == "made\n")
        #expect(try await roost.get("site", "/kept.html").body == "kept")
        #expect(try await roost.get("site", "/link").status == 404)
      }
    }

    @Test func aBuildCannotServeTheMachine() async throws {
      try await RoostFixture.with { roost in
        let files = ["roost.yml": "type: static\nbuild: ln -s /etc public; ln -s /etc .roost-site\nstatic: {directory: public}\n"]
        let result = try await roost.roost("deploy", roost.project("site", files), "--yes")
        #expect(result.status != 0)
        let page = try await roost.get("site", "/passwd")
        #expect(page.status != 200)
      }
    }
  }
}
